namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>A picture of people with its truth.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Jpeg">The file.</param>
/// <param name="Faces">The faces in it, at least one.</param>
public sealed record DrawnPortrait(int Width, int Height, byte[] Jpeg, IReadOnlyList<DrawnFace> Faces);
