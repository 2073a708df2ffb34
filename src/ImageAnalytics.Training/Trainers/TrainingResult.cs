namespace ImageAnalytics.Training.Trainers;

/// <summary>How a training ended.</summary>
/// <param name="BestEpoch">The pass with the best figure, from 1.</param>
/// <param name="BestFigure">That figure.</param>
/// <param name="History">What was measured after each pass.</param>
/// <param name="Seconds">Seconds of training in all sittings.</param>
/// <param name="StoppedEarly">Whether it ended because nothing got better.</param>
public sealed record TrainingResult(int BestEpoch, double BestFigure, IReadOnlyList<EpochFigures> History, double Seconds, bool StoppedEarly);
