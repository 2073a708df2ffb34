namespace ImageAnalytics.Inference.Decoding;

/// <summary>One grid of a detector of faces with five points.</summary>
/// <param name="Stride">Pixels per cell.</param>
/// <param name="Classes">The output with the class scores, [N, places, 1].</param>
/// <param name="Objectness">The output with the objectness, as many numbers; null where there is none.</param>
/// <param name="Boxes">The output with the boxes, [N, places, 4].</param>
/// <param name="Points">The output with the points, [N, places, 10].</param>
public sealed record FaceLevel(int Stride, string Classes, string? Objectness, string Boxes, string Points);
