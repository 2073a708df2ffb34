namespace ImageAnalytics.Results;

/// <summary>An image of a finished run.</summary>
/// <param name="Ordinal">Its place in the listing, from 0.</param>
/// <param name="Path">Relative to the input folder, with '/'; a page of a file with several ends in <c>#</c> and its number.</param>
/// <param name="FullPath">Absolute, as it was when the run listed it.</param>
/// <param name="ContentHash">SHA-256 of its file's bytes, which all pages of the file share; null when it could not be read.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Width">Columns of the upright picture; null without a picture.</param>
/// <param name="Height">Rows of the upright picture; null without a picture.</param>
/// <param name="TakenAt">EXIF local time of capture.</param>
/// <param name="Camera">The camera's name.</param>
/// <param name="Status">One of <see cref="RunStatus"/>.</param>
/// <param name="Failure">The class of failure; null when the status is ok.</param>
/// <param name="Message">What happened; null when the status is ok.</param>
/// <param name="IsNew">Whether the run computed or tried something for it.</param>
/// <param name="Milliseconds">Time that the run spent on it; null when it was reused.</param>
public sealed record RunImage(
    long Ordinal,
    string Path,
    string FullPath,
    string? ContentHash,
    long Bytes,
    int? Width,
    int? Height,
    string? TakenAt,
    string? Camera,
    string Status,
    string? Failure,
    string? Message,
    bool IsNew,
    double? Milliseconds)
{
    /// <summary>The page of the file, from 1; 0 for a file that has one picture, or of which the first alone is looked at.</summary>
    public int Page { get; init; }

    /// <summary>When its file was last written, as the run listed it, in nanoseconds since 1970 (UTC).</summary>
    public long ModifiedNanoseconds { get; init; }

    /// <summary>The directory part of <see cref="Path"/>; empty at the top.</summary>
    public string Folder => Path.LastIndexOf('/') is > 0 and int slash ? Path[..slash] : "";
}
