using ImageAnalytics.Reporting;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Recipes;

/// <summary>Keeps the page with a training's curves up to date, and passes on what it is told.</summary>
/// <param name="recipe">What is trained.</param>
/// <param name="folder">Receives the page.</param>
/// <param name="next">Is told the same; null for nobody.</param>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class CurvesPage(Recipe recipe, string folder, ITrainingObserver? next, TimeProvider? time = null) : ITrainingObserver
{
    // Passes of a second would otherwise be spent on drawing.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly List<EpochFigures> _history = [];
    private readonly List<string> _notes = [];
    private long? _last;
    private int _bestEpoch;

    public void DataRead(IReadOnlyList<string> problems)
    {
        _notes.AddRange(problems);
        next?.DataRead(problems);
    }

    public void Began(IReadOnlyList<EpochFigures> history, int bestEpoch)
    {
        _history.AddRange(history);
        _bestEpoch = bestEpoch;
        next?.Began(history, bestEpoch);
    }

    public void Stepped(TrainingProgress progress) => next?.Stepped(progress);

    public void EpochEnded(EpochFigures figures, bool best)
    {
        _history.Add(figures);
        _bestEpoch = best ? figures.Epoch : _bestEpoch;
        next?.EpochEnded(figures, best);
        if (_last is not { } last || _time.GetElapsedTime(last) >= s_pause)
        {
            try
            {
                Write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // No reason to end a training: the page is written once more at its end.
            }

            _last = _time.GetTimestamp();
        }
    }

    /// <summary>Writes the page as things are now.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public void Write()
    {
        EpochFigures? latest = _history.Count > 0 ? _history[^1] : null;
        TrainingPageModel model = new()
        {
            Title = recipe.Name,
            Problem = recipe.Problem,
            Family = recipe.Family.Name,
            Epochs = recipe.Training.Epochs,
            Seed = recipe.Training.Seed,
            BestEpoch = _bestEpoch,
            Duration = TimeSpan.FromSeconds(latest?.Seconds ?? 0),
            Recipe = recipe.Text,
            Notes = _notes,
            Passes = [.. _history.Select(h => new TrainingPass(h.Epoch, h.Rate, h.Losses, h.Figures))],
        };
        TrainingPageWriter.WriteAsync(model, folder).GetAwaiter().GetResult();
    }
}
