namespace ImageAnalytics.Results;

/// <summary>What an examination found among the pictures that steps made.</summary>
/// <param name="Files">Blobs that are there.</param>
/// <param name="Bytes">Their size together.</param>
/// <param name="Missing">Blobs that results name and that are not there, by relative path.</param>
/// <param name="Dropped">Whether the results that name missing blobs were dropped; not while someone reads.</param>
/// <param name="Orphans">Blobs that no result names, by relative path: of a run that was killed, or of segments that were set aside.</param>
/// <param name="Removed">Orphans that were removed.</param>
public sealed record BlobHealth(int Files, long Bytes, IReadOnlyList<string> Missing, bool Dropped, IReadOnlyList<string> Orphans, int Removed);
