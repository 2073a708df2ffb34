namespace ImageAnalytics.Results.Comparing;

/// <summary>An image about which two runs differ.</summary>
/// <param name="Change">What differs.</param>
/// <param name="Before">The image in the earlier run; null when it has none of this path.</param>
/// <param name="After">The image in the later run; null when it has none of this path.</param>
/// <param name="Findings">What differs in it, for an image that both runs have; in the order of steps, then of the things' numbers.</param>
public sealed record ImageDifference(ImageChange Change, RunImage? Before, RunImage? After, IReadOnlyList<FindingDifference> Findings)
{
    /// <summary>Whether both runs have an image of its path, so that what was found in it is compared.</summary>
    public bool IsOfBoth => Change is ImageChange.Content or ImageChange.Status or ImageChange.Findings;

    /// <summary>Whether both runs have it and it failed in the later one only.</summary>
    public bool FailedNow => IsOfBoth && After!.Status == RunStatus.Failed && Before!.Status != RunStatus.Failed;

    /// <summary>Whether both runs have it and it failed in the earlier one only.</summary>
    public bool FailedBefore => IsOfBoth && Before!.Status == RunStatus.Failed && After!.Status != RunStatus.Failed;

    /// <summary>Its path: the later run's where it has one.</summary>
    public string Path => (After ?? Before)!.Path;
}
