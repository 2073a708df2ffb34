using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageAnalytics.Results.Combining;

/// <summary>Options of <c>combine: vote</c>.</summary>
public sealed record VoteOptions : ICombiningOptions
{
    /// <summary>Steps that must agree; null for more than half of them.</summary>
    [Range(1, RunStep.Most), Description("Steps that must agree; more than half of them when left out.")]
    public int? MinVotes { get; init; }

    /// <inheritdoc />
    [Range(0.0, 1.0), Description("Two boxes are one thing when their IoU is above this.")]
    public double Overlap { get; init; } = 0.5;

    /// <inheritdoc />
    [Description("What must agree for two boxes to be one thing: labels (label and place) or boxes (the place alone; the label with most votes wins).")]
    public Agreement Agree { get; init; }

    /// <inheritdoc />
    [Range(0.0, 1.0), Description("Results with less confidence are left out.")]
    public double MinConfidence { get; init; }

    /// <inheritdoc />
    [Description("Labels that mean another label, such as { automobile: car }.")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The votes that are needed when so many steps vote.</summary>
    public int VotesNeeded(int steps) => MinVotes ?? (steps / 2) + 1;
}
