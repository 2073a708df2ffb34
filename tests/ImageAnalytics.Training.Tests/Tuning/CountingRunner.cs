using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Training.Tests.Tuning;

/// <summary>Scores trials by a rule, and counts them.</summary>
internal sealed class CountingRunner(Func<Trial, double> score) : ITrialRunner
{
    /// <summary>Trials that were finished, with their epochs.</summary>
    public List<(int Trial, int Epochs)> Done { get; } = [];

    /// <summary>Trials that went no further.</summary>
    public List<int> Dropped { get; } = [];

    /// <summary>After how many trials one is cut off, and what is told then.</summary>
    public (int After, CancellationTokenSource Source)? StopAt { get; init; }

    public TrialScore Score(Trial trial, int epochs, CancellationToken cancellationToken)
    {
        if (StopAt is { } stop && Done.Count == stop.After)
        {
            stop.Source.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
        }

        double found = score(trial);
        Done.Add((trial.Number, epochs));
        return new TrialScore(found, epochs);
    }

    public void Drop(Trial trial) => Dropped.Add(trial.Number);
}
