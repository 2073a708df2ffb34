namespace ImageAnalytics.Training.Tuning;

/// <summary>How good a trial is.</summary>
/// <param name="Figure">Larger is better.</param>
/// <param name="Epochs">Epochs that it has trained, in all rounds together; 0 where nothing trains.</param>
internal readonly record struct TrialScore(double Figure, int Epochs);
