namespace ImageAnalytics.Training.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Done">Pictures that were looked at.</param>
/// <param name="All">Pictures in all.</param>
public readonly record struct EvaluationProgress(int Done, int All);
