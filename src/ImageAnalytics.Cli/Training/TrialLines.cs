using System.Globalization;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Training.Trainers;
using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Cli.Training;

/// <summary>A line on standard error for each trial that is finished, and one a minute while a trial trains.</summary>
internal sealed class TrialLines(TextWriter error, TimeProvider clock) : IProgress<TrialRecord>, ITrainingObserver
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);
    private long _last = clock.GetTimestamp();
    private bool _told;

    /// <summary>Whether a trial has begun; what fails before has left nothing behind.</summary>
    public bool Begun { get; private set; }

    public void Began(IReadOnlyList<EpochFigures> history, int bestEpoch) => Begun = true;

    // Every trial reads the same data.
    public void DataRead(IReadOnlyList<string> problems)
    {
        if (_told)
        {
            return;
        }

        _told = true;
        foreach (string problem in problems)
        {
            error.WriteLine($"note: {ConsoleText.Clean(problem)}");
        }
    }

    public void Stepped(TrainingProgress progress)
    {
        if (clock.GetElapsedTime(_last) >= s_every)
        {
            _last = clock.GetTimestamp();
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Epoch}/{progress.Epochs}, step {progress.Step}/{progress.Steps}: loss {progress.Loss:0.0000}"));
        }
    }

    public void EpochEnded(EpochFigures figures, bool best)
    {
    }

    public void Report(TrialRecord value)
    {
        Begun = true;
        _last = clock.GetTimestamp();
        string epochs = value.Epochs > 0 ? string.Create(CultureInfo.InvariantCulture, $" after {value.Epochs} epochs") : "";
        string what = value.Number == Trial.Unchanged ? "unchanged" : string.Join(", ", value.Values.Select(v => $"{v.Key} = {v.Value}"));
        string score = value.Score is { } figure ? figure.ToString("0.0000", CultureInfo.InvariantCulture) : $"failed: {value.Problem}";
        error.WriteLine(ConsoleText.Clean(string.Create(CultureInfo.InvariantCulture, $"trial {value.Number}{epochs}: {score} ({what})")));
    }
}
