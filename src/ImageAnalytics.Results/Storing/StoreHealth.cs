namespace ImageAnalytics.Results;

/// <summary>What an examination of a store found and did.</summary>
/// <param name="Segments">Readable segments.</param>
/// <param name="SegmentBytes">Their size together.</param>
/// <param name="Contents">Different contents with at least one result.</param>
/// <param name="Observations">Observations stored, duplicates included.</param>
/// <param name="KnownFiles">Paths whose content is known.</param>
/// <param name="Damaged">Files that could not be read and were set aside now, by their new names.</param>
/// <param name="Leftovers">Unfinished files and folders that were removed.</param>
/// <param name="Foreign">Files in the store's folders that are not the store's, or were set aside earlier; left alone.</param>
/// <param name="Merged">Files that went into larger ones.</param>
/// <param name="Blobs">The pictures that steps made.</param>
/// <param name="Links">Links <c>latest</c> that led to no finished run or to an older one, and lead to the newest now.</param>
public sealed record StoreHealth(
    int Segments,
    long SegmentBytes,
    long Contents,
    long Observations,
    long KnownFiles,
    IReadOnlyList<string> Damaged,
    int Leftovers,
    IReadOnlyList<string> Foreign,
    int Merged,
    BlobHealth Blobs,
    IReadOnlyList<string> Links)
{
    /// <summary>Whether nothing was wrong.</summary>
    public bool IsSound => Damaged.Count == 0 && Blobs.Missing.Count == 0;
}
