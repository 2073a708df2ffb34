namespace ImageAnalytics.Training.Samples.Line;

/// <summary>A picture of the line with its truth.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Jpeg">The file.</param>
/// <param name="Parts">The parts in it, the lowest first; at least one.</param>
public sealed record DrawnLine(int Width, int Height, byte[] Jpeg, IReadOnlyList<DrawnPart> Parts);
