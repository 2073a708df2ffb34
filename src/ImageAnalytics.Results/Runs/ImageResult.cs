namespace ImageAnalytics.Results;

/// <summary>What came of one listed file that could be read.</summary>
/// <param name="Ordinal">Its place in the listing.</param>
/// <param name="ContentHash">SHA-256 of its bytes, 64 lower-case hexadecimal digits; for a page see <see cref="PageContent"/>.</param>
/// <param name="Facts">Its facts; null when the store has them already.</param>
/// <param name="Steps">One result for each step that was missing. Without facts and steps it says: this content is known already.</param>
/// <param name="Milliseconds">Time spent on it.</param>
public sealed record ImageResult(long Ordinal, string ContentHash, ImageFacts? Facts, IReadOnlyList<StepResult> Steps, double Milliseconds)
{
    /// <summary>SHA-256 of the whole file's bytes where <see cref="ContentHash"/> is that of a page after the first; otherwise null.</summary>
    public string? FileHash { get; init; }

    /// <summary>
    /// Bytes and time of the last change, in nanoseconds since 1970, of the file that was read: it may be another than the one that was listed. The content is
    /// remembered under these; null for those of the listing.
    /// </summary>
    public (long Bytes, long Modified)? Read { get; init; }
}
