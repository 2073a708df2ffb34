namespace ImageAnalytics.Inference.Decoding;

/// <summary>One grid of a detector with distribution boxes.</summary>
/// <param name="Stride">Pixels per cell.</param>
/// <param name="Scores">The output with the class scores, [N, cells, classes].</param>
/// <param name="Boxes">The output with the distributions, [N, cells, 4 × bins].</param>
public sealed record DistributionLevel(int Stride, string Scores, string Boxes);
