using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>What came of one work item: results under the content's hash, or why the file could not even be read.</summary>
/// <param name="Ordinal">Its place in the listing.</param>
/// <param name="Image">Results; null where the file could not be read.</param>
/// <param name="File">Why the file could not be read; null where it could.</param>
public sealed record ItemResult(long Ordinal, ImageResult? Image, FileFailure? File);
