using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <summary>Removes old runs of a pipeline. What the store knows is left as it is, so that a run over the same pictures still has nothing to do.</summary>
public sealed class RunCleaning
{
    private readonly string _runs, _thumbnails;

    private RunCleaning(string pipeline, string runs, string thumbnails) => (Pipeline, _runs, _thumbnails) = (pipeline, runs, thumbnails);

    /// <summary>The pipeline's name.</summary>
    public string Pipeline { get; }

    /// <summary>Ids of the runs that go, the oldest first.</summary>
    public IReadOnlyList<string> Removed { get; private init; } = [];

    /// <summary>Ids of the runs that stay, the oldest first.</summary>
    public IReadOnlyList<string> Kept { get; private init; } = [];

    /// <summary>Names in the folder of runs that are no finished run; they are left alone.</summary>
    public IReadOnlyList<string> Unknown { get; private init; } = [];

    /// <summary>The pipelines of an output folder, by name, in order.</summary>
    public static IReadOnlyList<string> PipelinesOf(string outputFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputFolder);
        StoreLayout layout = new(outputFolder);
        return Directory.Exists(layout.Output)
            ?
            [
                .. Directory.EnumerateDirectories(layout.Output).Select(d => Path.GetFileName(d))
                    .Where(n => n != StoreLayout.StoreName && Directory.Exists(layout.Runs(n))).Order(StringComparer.Ordinal),
            ]
            : [];
    }

    /// <summary>Decides what goes. Removes nothing.</summary>
    /// <param name="outputFolder">The output folder.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="retention">Which runs stay.</param>
    /// <param name="now">The time that ages are counted from.</param>
    public static RunCleaning Plan(string outputFolder, string pipeline, RunRetention retention, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputFolder);
        ArgumentException.ThrowIfNullOrEmpty(pipeline);
        ArgumentNullException.ThrowIfNull(retention);
        StoreLayout layout = new(outputFolder);
        string runs = layout.Runs(pipeline);
        List<(string Name, RunFile? File)> found = Directory.Exists(runs)
            ? [.. Directory.EnumerateFileSystemEntries(runs).Select(f => (Path.GetFileName(f), TryRead(f))).Where(f => !f.Item1.StartsWith('.'))]
            : [];
        string? latest = Path.GetFileName(new FileInfo(layout.Latest(pipeline)).LinkTarget);
        List<(string Name, RunFile File)> newestFirst =
        [
            .. found.Where(f => f.File?.RunId == f.Name).Select(f => (f.Name, f.File!))
                .OrderByDescending(f => LatestRun.Place(f.Item2, now)).ThenByDescending(f => f.Name.Length).ThenByDescending(f => f.Name, StringComparer.Ordinal),
        ];
        HashSet<string> kept = new(StringComparer.Ordinal);
        foreach (((string name, RunFile file), int place) in newestFirst.Select((r, i) => (r, i)))
        {
            bool byNumber = place < retention.Runs, byAge = retention.Days is { } days && now - file.Finished <= TimeSpan.FromDays(days);
            if (byNumber || byAge || name == latest || retention is { Runs: null, Days: null })
            {
                kept.Add(name);
            }
        }

        IEnumerable<string> oldestFirst = newestFirst.Select(r => r.Name).Reverse();
        return new RunCleaning(pipeline, runs, layout.Thumbnails)
        {
            Removed = [.. oldestFirst.Where(n => !kept.Contains(n))],
            Kept = [.. oldestFirst.Where(kept.Contains)],
            Unknown = [.. found.Select(f => f.Name).Except(newestFirst.Select(r => r.Name)).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>
    /// Removes what was decided. A run is gone at once, before its files are removed one by one. Of the small pictures that were kept for reports, those
    /// go that no report shows any more. The caller holds the output's lock.
    /// </summary>
    /// <exception cref="StoreException">A run cannot be removed.</exception>
    public void Apply()
    {
        RemoveRuns();
        RemoveUnusedThumbnails();
    }

    private void RemoveRuns()
    {
        foreach (string run in Removed)
        {
            string folder = Path.Combine(_runs, run), leaving = Path.Combine(_runs, DurableFile.TemporaryPrefix + run);
            try
            {
                Libc.Rename(folder, leaving);
                Libc.Flush(_runs);
                Directory.Delete(leaving, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StoreException($"Cannot remove the run '{folder}': {e.Message} Expected a folder that this user may change; what was begun goes on with the next run or 'clean'.", e);
            }
        }
    }

    // What cannot be removed now, the next time takes.
    private void RemoveUnusedThumbnails()
    {
        try
        {
            EnumerationOptions all = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (string file in Directory.Exists(_thumbnails) ? Directory.EnumerateFiles(_thumbnails, "*", all) : [])
            {
                if (Libc.NamesOf(file) == 1)
                {
                    File.Delete(file);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    // Somebody's link to a run elsewhere is not ours to remove.
    private static RunFile? TryRead(string entry)
        => new DirectoryInfo(entry) is { Exists: true, LinkTarget: null } && File.Exists(Path.Combine(entry, RunFile.FileName)) ? RunFile.TryRead(entry) : null;
}
