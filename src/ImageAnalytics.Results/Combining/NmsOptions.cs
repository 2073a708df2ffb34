using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Results.Combining;

/// <summary>Options of <c>combine: nms</c>.</summary>
public sealed record NmsOptions : ICombiningOptions
{
    /// <inheritdoc />
    [Range(0.0, 1.0), Description("A box goes when its IoU with a more confident one is above this.")]
    public double Overlap { get; init; } = 0.5;

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
