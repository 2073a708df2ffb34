using System.Globalization;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Cli.Training;

/// <summary>Shows how a training goes: a line for each pass over the data, and in between one that is written over, or one a minute where there is no terminal.</summary>
internal sealed class TrainingLines(TextWriter error) : ITrainingObserver
{
    private static readonly TimeSpan s_terminal = TimeSpan.FromMilliseconds(200), s_plain = TimeSpan.FromMinutes(1);
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private long _last = TimeProvider.System.GetTimestamp();
    private int _width;

    /// <summary>Whether the first step was about to be done; what fails before has left nothing behind.</summary>
    public bool Begun { get; private set; }

    public void DataRead(IReadOnlyList<string> problems)
    {
        foreach (string problem in problems)
        {
            error.WriteLine($"note: {ConsoleText.Clean(problem)}");
        }
    }

    public void Began(IReadOnlyList<EpochFigures> history, int bestEpoch)
    {
        Begun = true;
        if (history.Count > 0)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"going on after epoch {history.Count}"));
        }
    }

    public void Stepped(TrainingProgress progress)
    {
        if (TimeProvider.System.GetElapsedTime(_last) < (_terminal ? s_terminal : s_plain))
        {
            return;
        }

        _last = TimeProvider.System.GetTimestamp();
        string left = progress.Left is { } time ? string.Create(CultureInfo.InvariantCulture, $", about {TimeText(time)} left") : "";
        string line = string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Epoch}/{progress.Epochs}, step {progress.Step}/{progress.Steps}: loss {progress.Loss:0.0000}{left}");
        if (_terminal)
        {
            error.Write($"\r{line.PadRight(_width)}");
            _width = line.Length;
        }
        else
        {
            error.WriteLine(line);
        }
    }

    public void EpochEnded(EpochFigures figures, bool best)
    {
        if (_width > 0)
        {
            error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }

        string shown = string.Join(", ", figures.Losses.Concat(figures.Figures).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value:0.0000}")));
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {figures.Epoch} after {TimeText(TimeSpan.FromSeconds(figures.Seconds))}: {shown}{(best ? " (best)" : "")}"));
    }

    private static string TimeText(TimeSpan time)
        => time.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
            : time.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h");
}
