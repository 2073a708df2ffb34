using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Runs;

namespace ImageAnalytics.Results.Trends;

/// <summary>Reads how a pipeline's figures changed up to a run.</summary>
/// <remarks>Reads <c>run.json</c> and <c>csv/summary.csv</c> of the runs that it names, and of no others, however many lie beside them. Thread-safe.</remarks>
public static class TrendReader
{
    /// <summary>The run and those before it.</summary>
    /// <param name="runFolder">The folder of a finished run, or of one that is about to become visible.</param>
    /// <param name="runs">At most so many runs, the latest.</param>
    /// <param name="labels">At most so many labels.</param>
    /// <returns>A folder that is no run of this pipeline, or cannot be read, is left out.</returns>
    /// <exception cref="StoreException">The run itself cannot be read.</exception>
    public static RunTrend Read(string runFolder, int runs, int labels)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(labels);
        string own = Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder));
        RunFile last = RunFile.Read(own).File;
        (string Folder, RunFile File)[] all = [.. Earlier(own, last).Take(runs - 1).Reverse(), (own, last)];
        Dictionary<string, long>?[] found = [.. all.Select(r => Found(r.Folder, r.File))];
        string[] shown = MostFrequent(found, labels);
        return new RunTrend(shown, [.. all.Select((r, i) => new TrendPoint(
            r.File.RunId,
            r.File.Finished,
            r.File.Counts,
            i == 0 || (r.File.Steps.SequenceEqual(all[i - 1].File.Steps) && CountsAlike(r.File, all[i - 1].File)),
            found[i] is { } counts ? [.. shown.Select(l => counts.GetValueOrDefault(l))] : null))]);
    }

    // The newest first. Names begin with the time, and of one second the longer number is the later run.
    private static IEnumerable<(string Folder, RunFile File)> Earlier(string own, RunFile last)
        => Directory.EnumerateDirectories(Path.GetDirectoryName(own)!)
            .Where(f => Path.GetFileName(f) is var name && name[0] != '.' && name != last.RunId)
            .OrderByDescending(f => Time(Path.GetFileName(f)), StringComparer.Ordinal)
            .ThenByDescending(f => Path.GetFileName(f).Length)
            .ThenByDescending(Path.GetFileName, StringComparer.Ordinal)
            .Select(TryRead).OfType<(string Folder, RunFile File)>()
            .Where(r => r.File is { Counts: not null, Steps: not null } && r.File.Pipeline == last.Pipeline && r.File.RunId == Path.GetFileName(r.Folder) && r.File.Finished <= last.Finished);

    // A version that did not tell first answers from later ones counted all of them.
    private static bool CountsAlike(RunFile a, RunFile b) => (a.FirstAnswers is null) == (b.FirstAnswers is null) || (a.FirstAnswers ?? b.FirstAnswers)!.Count == 0;

    private static string Time(string name) => name.Length > RunPublisher.IdTimeLength ? name[..RunPublisher.IdTimeLength] : name;

    private static (string Folder, RunFile File)? TryRead(string folder)
        => File.Exists(Path.Combine(folder, RunFile.FileName)) && RunFile.TryRead(folder) is { } file ? (folder, file) : null;

    // What several steps found counts together, and of a classifier's answers the first, as on a report's other charts: a reader asks for things, not for steps.
    private static Dictionary<string, long>? Found(string folder, RunFile run)
        => SummaryFile.TryRead(folder, run)?
            .Where(l => l.Kind != ObservationKinds.Picture)
            .GroupBy(l => l.Label, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.First), StringComparer.Ordinal);

    private static string[] MostFrequent(IEnumerable<Dictionary<string, long>?> found, int most)
    {
        Dictionary<string, long> sums = new(StringComparer.Ordinal);
        foreach ((string label, long count) in found.OfType<Dictionary<string, long>>().SelectMany(f => f))
        {
            sums[label] = sums.GetValueOrDefault(label) + count;
        }

        return [.. sums.Where(s => s.Value > 0).OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Take(most).Select(s => s.Key)];
    }
}
