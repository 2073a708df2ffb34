namespace ImageAnalytics.Results;

/// <summary>A listed file with something left to do.</summary>
/// <param name="Ordinal">Its place in the listing.</param>
/// <param name="Path">Relative to the input folder.</param>
/// <param name="FullPath">Absolute.</param>
/// <param name="Bytes">Its size when it was listed.</param>
/// <param name="ContentHash">Its content hash; null when the file must be hashed first.</param>
/// <param name="Facts">Its facts; null when they are not known, and then the result must bring them, even if no step is missing.</param>
/// <param name="MissingSteps">Indexes of the steps to compute, in ascending order. All of them when the content is not known.</param>
/// <param name="Given">Stored results of steps that are done and that a missing step reads.</param>
public sealed record PendingImage(
    long Ordinal,
    string Path,
    string FullPath,
    long Bytes,
    string? ContentHash,
    ImageFacts? Facts,
    IReadOnlyList<int> MissingSteps,
    IReadOnlyList<StepResult> Given)
{
    /// <summary>The page of the file, from 1; 0 for a file that has one picture, or of which the first alone is looked at.</summary>
    public int Page { get; init; }
}
