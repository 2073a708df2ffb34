using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Results.Combining;

/// <summary>Options of <c>combine: weighted-boxes</c>.</summary>
public sealed record WeightedBoxesOptions : ICombiningOptions
{
    /// <inheritdoc />
    [Range(0.0, 1.0), Description("A box joins a fused one when their IoU is above this.")]
    public double Overlap { get; init; } = 0.55;

    /// <summary>Boxes below are not looked at.</summary>
    [Range(0.0, 1.0), Description("Boxes with less confidence are not looked at.")]
    public double SkipBox { get; init; }

    /// <summary>How much each step counts; 1 for those that are not named. Null for all the same.</summary>
    [Description("How much each step counts, such as { objects: 2 }; 1 for those that are not named.")]
    public IReadOnlyDictionary<string, double>? Weights { get; init; }

    /// <inheritdoc />
    [Description("What must agree for two boxes to be one thing: labels (label and place) or boxes (the place alone).")]
    public Agreement Agree { get; init; }

    /// <inheritdoc />
    [Range(0.0, 1.0), Description("Results with less confidence are left out.")]
    public double MinConfidence { get; init; }

    /// <inheritdoc />
    [Description("Labels that mean another label, such as { automobile: car }.")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
