namespace ImageAnalytics.Training.Trainers;

/// <summary>Is told how a training goes. Called on the training thread; must be quick.</summary>
public interface ITrainingObserver
{
    /// <summary>A step is done.</summary>
    void Stepped(TrainingProgress progress);

    /// <summary>A pass over the data is done.</summary>
    /// <param name="figures">What was measured.</param>
    /// <param name="best">Whether these weights are the best so far.</param>
    void EpochEnded(EpochFigures figures, bool best);
}
