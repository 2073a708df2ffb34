using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Runs;

namespace ImageAnalytics.Results;

/// <summary>The finished runs of a pipeline, night after night.</summary>
/// <remarks>Reads the small files of each run alone, never the store. Thread-safe.</remarks>
public static class RunHistory
{
    /// <summary>The finished runs beside one of them.</summary>
    /// <param name="runFolder">A run's folder; see <see cref="RunFolder.Resolve"/>.</param>
    /// <param name="last">At most so many, the latest.</param>
    /// <returns>From the earliest to the latest, the one named among them only if it is recent enough. A run that cannot be read is left out.</returns>
    public static IReadOnlyList<RunRecord> Read(string runFolder, int last = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        string? runs = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder)));
        return runs is null || !Directory.Exists(runs)
            ? []
            :
            [
                .. Directory.EnumerateDirectories(runs).Where(f => Path.GetFileName(f)[0] != '.').Select(TryHead).OfType<(string Folder, RunFile File)>()
                    .OrderByDescending(r => r.File.Finished).ThenByDescending(r => r.File.RunId, StringComparer.Ordinal).Take(last).Reverse()
                    .Select(r => new RunRecord(r.File.RunId, r.Folder, r.File.Finished, r.File.Counts, SummaryFile.TryRead(r.Folder, r.File) ?? [])),
            ];
    }

    /// <summary>The key by which <c>run.json</c> says of which saved plan the run was made.</summary>
    public const string PlanKey = "plan";

    /// <summary>The finished run that was made of a saved plan; null while there is none.</summary>
    /// <param name="runsFolder">The folder with the pipeline's runs.</param>
    /// <param name="plan">The plan's id.</param>
    public static RunRecord? MadeOf(string runsFolder, string plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(plan);
        return !Directory.Exists(runsFolder) ? null : Directory.EnumerateDirectories(runsFolder).OrderDescending(StringComparer.Ordinal).Select(f => TryMade(f, plan)).FirstOrDefault(r => r is not null);
    }

    private static RunRecord? TryMade(string folder, string plan)
    {
        try
        {
            return Path.GetFileName(folder)[0] != '.' && RunFile.Read(folder) is var (file, document) && document[PlanKey] is System.Text.Json.Nodes.JsonValue id && id.TryGetValue(out string? made) && made == plan
                ? new RunRecord(file.RunId, folder, file.Finished, file.Counts, [])
                : null;
        }
        catch (StoreException)
        {
            return null;
        }
    }

    private static (string Folder, RunFile File)? TryHead(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, RunFile.FileName)) ? (folder, RunFile.Read(folder).File) : null;
        }
        catch (StoreException)
        {
            return null;
        }
    }
}
