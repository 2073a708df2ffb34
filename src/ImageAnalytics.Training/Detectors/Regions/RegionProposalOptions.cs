using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Families;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Sizes of a detector that proposes regions and looks at each again.</summary>
internal sealed record RegionProposalOptions : FamilyOptions
{
    /// <summary>The part that looks at the picture.</summary>
    public PyramidOptions Features { get; init; } = new();

    /// <summary>Pixels per cell of the grid from which regions are proposed and cut: 4 for many small objects, 8, or 16.</summary>
    public int Stride { get; init; } = 8;

    /// <summary>Anchors in each cell, computed from the data; 1 to 32.</summary>
    public int Anchors { get; init; } = 6;

    /// <summary>The best so many proposals are compared, 10 to 5000.</summary>
    public int ProposalsBefore { get; init; } = 400;

    /// <summary>And so many are looked at again, 5 to 1000.</summary>
    public int ProposalsAfter { get; init; } = 80;

    /// <summary>IoU above which the less likely of two proposals goes, 0 to 1.</summary>
    public double ProposalNms { get; init; } = 0.7;

    /// <summary>Anchors of a picture that are learned from in a step, 16 to 1024; at most half of them are on objects.</summary>
    public int LearnedAnchors { get; init; } = 128;

    /// <summary>Proposals of a picture that are learned from in a step, 8 to 512.</summary>
    public int LearnedRegions { get; init; } = 48;

    /// <summary>Largest share of these that are objects, 0.1 to 0.9.</summary>
    public double ObjectShare { get; init; } = 0.35;

    /// <summary>Numbers in the layers that look at a region, 16 to 1024.</summary>
    public int Hidden { get; init; } = 96;

    /// <summary>Confidence that the network itself asks for, 0 to 1; a card's may be higher.</summary>
    public double LeastConfidence { get; init; } = 0.05;

    /// <summary>Confidence from which boxes count on the card, 0 to 1.</summary>
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>IoU above which the less confident of two boxes of a class goes, 0 to 1.</summary>
    public double NmsThreshold { get; init; } = 0.5;

    /// <summary>Most objects in a picture, 1 to 1000.</summary>
    public int MaxDetections { get; init; } = 60;

    /// <summary>The part that cuts objects out; null to find boxes only.</summary>
    public MaskOptions? Masks { get; init; }

    /// <summary>Pixels per cell of the grid from which masks are cut.</summary>
    public int MaskStride => Math.Min(Stride, Masks?.Stride ?? Stride);

    /// <summary>What is wrong with the numbers; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (string problem in Features.Problems().Concat(Masks?.Problems() ?? []))
        {
            yield return problem;
        }

        if (Stride is not (4 or 8 or 16))
        {
            yield return $"'stride' is {Stride}; expected 4, 8 or 16.";
        }

        if (MinConfidence < LeastConfidence)
        {
            yield return FormattableString.Invariant($"'minConfidence' is {MinConfidence}, below 'leastConfidence', {LeastConfidence}, under which the network itself keeps nothing; expected at least as much.");
        }

        foreach ((string name, double value, double least, double most) in new[]
        {
            ("anchors", Anchors, 1.0, 32.0), ("proposalsBefore", ProposalsBefore, 10, 5000), ("proposalsAfter", ProposalsAfter, 5, 1000), ("proposalNms", ProposalNms, 0, 1),
            ("learnedAnchors", LearnedAnchors, 16, 1024), ("learnedRegions", LearnedRegions, 8, 512), ("objectShare", ObjectShare, 0.1, 0.9), ("hidden", Hidden, 16, 1024),
            ("leastConfidence", LeastConfidence, 0, 1), ("minConfidence", MinConfidence, 0, 1), ("nmsThreshold", NmsThreshold, 0, 1), ("maxDetections", MaxDetections, 1, 1000),
        })
        {
            if (!(value >= least && value <= most))
            {
                yield return FormattableString.Invariant($"'{name}' is {value}; expected a number from {least} to {most}.");
            }
        }
    }
}
