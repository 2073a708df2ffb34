namespace ImageAnalytics.Training.Evaluation.Classification;

/// <summary>How good a classifier is at one class. Figures are 0 to 1; null where nothing is divided by nothing.</summary>
/// <param name="ClassId">The class, as the data number them.</param>
/// <param name="Images">Pictures of it.</param>
/// <param name="Precision">Of the pictures that were taken for it, the part that are of it.</param>
/// <param name="Recall">Of the pictures of it, the part that were taken for it.</param>
/// <param name="F1">The harmonic mean of both.</param>
public sealed record ClassFigures(int ClassId, int Images, double? Precision, double? Recall, double? F1);
