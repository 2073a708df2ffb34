namespace ImageAnalytics.Results.Storing;

/// <summary>An observation that names a blob.</summary>
/// <param name="Segment">The segment's path.</param>
/// <param name="Content">The image's content hash.</param>
/// <param name="Fingerprint">The step's fingerprint.</param>
/// <param name="File">The blob's path relative to the output folder; empty where the row names none.</param>
internal sealed record PictureRow(string Segment, string Content, string Fingerprint, string File);
