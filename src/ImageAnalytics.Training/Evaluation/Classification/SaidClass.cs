namespace ImageAnalytics.Training.Evaluation.Classification;

/// <summary>One answer of a classifier.</summary>
/// <param name="ClassId">The class as the data number them, or <see cref="ClassMatch.Other"/>.</param>
/// <param name="Label">The label as the model spells it.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record SaidClass(int ClassId, string Label, double Confidence);
