namespace ImageAnalytics.Results.Comparing;

/// <summary>An image about which two runs differ.</summary>
/// <param name="Change">What differs.</param>
/// <param name="Before">The image in the earlier run; null when it has none of this path.</param>
/// <param name="After">The image in the later run; null when it has none of this path.</param>
/// <param name="Findings">What differs in it, for an image that both runs have; in the order of steps, then of the things' numbers.</param>
public sealed record ImageDifference(ImageChange Change, RunImage? Before, RunImage? After, IReadOnlyList<FindingDifference> Findings)
{
    /// <summary>Its path: the later run's where it has one.</summary>
    public string Path => (After ?? Before)!.Path;
}
