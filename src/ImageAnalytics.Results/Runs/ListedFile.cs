namespace ImageAnalytics.Results;

/// <summary>A file of a run's listing.</summary>
/// <param name="Path">Relative to the input folder, with '/'; what results show.</param>
/// <param name="FullPath">Absolute; what is opened, and by which a file is known again.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ModifiedNanoseconds">When it was last written, in nanoseconds since 1970 (UTC).</param>
public sealed record ListedFile(string Path, string FullPath, long Bytes, long ModifiedNanoseconds);
