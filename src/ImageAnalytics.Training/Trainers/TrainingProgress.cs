namespace ImageAnalytics.Training.Trainers;

/// <summary>How far a training is, for people.</summary>
/// <param name="Epoch">The pass over the data, from 1.</param>
/// <param name="Epochs">Passes in all.</param>
/// <param name="Step">Steps done in this pass.</param>
/// <param name="Steps">Steps in a pass.</param>
/// <param name="Loss">The mean loss of this pass so far.</param>
/// <param name="Left">Time left at the speed of this sitting; null before it is known.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Step, int Steps, double Loss, TimeSpan? Left);
