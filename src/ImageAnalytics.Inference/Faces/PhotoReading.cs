namespace ImageAnalytics.Inference.Faces;

/// <summary>What was read of one picture file.</summary>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits; empty when they could not be read.</param>
/// <param name="Problem">Why it has no faces, in a whole sentence; null when it was looked at.</param>
/// <param name="Faces">Its faces, boxes and points in pixels of the upright picture.</param>
public sealed record PhotoReading(string Sha256, string? Problem, IReadOnlyList<FoundFace> Faces);
