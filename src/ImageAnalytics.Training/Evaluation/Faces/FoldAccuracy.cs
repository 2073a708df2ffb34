namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>One part of a cross-validation.</summary>
/// <param name="Fold">Its number.</param>
/// <param name="Pairs">How many pairs it has.</param>
/// <param name="Threshold">The largest distance at which two faces were taken for one person's, found on the other folds.</param>
/// <param name="Accuracy">The part of its pairs that were told rightly, 0 to 1.</param>
public sealed record FoldAccuracy(int Fold, int Pairs, double Threshold, double Accuracy);
