namespace ImageAnalytics.Training.Datasets;

/// <summary>Two pictures of faces, and whether they show one person.</summary>
/// <param name="First">One picture.</param>
/// <param name="Second">The other.</param>
/// <param name="Same">Whether both show the same person.</param>
/// <param name="Fold">The part of a cross-validation that it belongs to, from 0.</param>
public sealed record ImagePair(LabelledImage First, LabelledImage Second, bool Same, int Fold);
