namespace ImageAnalytics.Training.Trainers;

/// <summary>Is told how a training goes. Called on the training thread; must be quick.</summary>
public interface ITrainingObserver
{
    /// <summary>The data were read, or prepared further; may be called several times before the first step.</summary>
    /// <param name="problems">What was left out or mended, a line for each kind; empty where nothing was.</param>
    void DataRead(IReadOnlyList<string> problems)
    {
    }

    /// <summary>The first step is about to be done; from here on, a failure leaves something behind.</summary>
    /// <param name="history">What was measured in former sittings.</param>
    /// <param name="bestEpoch">The best pass of them, from 1; 0 for none.</param>
    void Began(IReadOnlyList<EpochFigures> history, int bestEpoch)
    {
    }

    /// <summary>A step is done.</summary>
    void Stepped(TrainingProgress progress);

    /// <summary>A pass over the data is done.</summary>
    /// <param name="figures">What was measured.</param>
    /// <param name="best">Whether these weights are the best so far.</param>
    void EpochEnded(EpochFigures figures, bool best);
}
