using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tests.Trainers;

/// <summary>Asks a training to stop after some steps.</summary>
internal sealed class StopAfter(int steps, CancellationTokenSource source) : ITrainingObserver
{
    private int _left = steps;

    public void Stepped(TrainingProgress progress)
    {
        if (--_left == 0)
        {
            source.Cancel();
        }
    }

    public void EpochEnded(EpochFigures figures, bool best)
    {
    }
}
