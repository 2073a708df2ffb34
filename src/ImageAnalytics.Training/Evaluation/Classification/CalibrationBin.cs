namespace ImageAnalytics.Training.Evaluation.Classification;

/// <summary>Answers of about the same confidence.</summary>
/// <param name="From">Least confidence.</param>
/// <param name="To">Largest confidence.</param>
/// <param name="Images">How many answers.</param>
/// <param name="Confidence">Their mean confidence; 0 where there are none.</param>
/// <param name="Accuracy">The part of them that is right; 0 where there are none.</param>
public sealed record CalibrationBin(double From, double To, int Images, double Confidence, double Accuracy);
