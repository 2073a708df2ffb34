namespace ImageAnalytics.Faces;

/// <summary>What was read of a photo that is to be enrolled.</summary>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits; empty when they could not be read.</param>
/// <param name="Problem">Why it was not looked at, in a whole sentence; null when it was.</param>
/// <param name="Embeddings">One for each face on it; null for a face that could not be described.</param>
public sealed record PhotoFaces(string Sha256, string? Problem, IReadOnlyList<float[]?> Embeddings);
