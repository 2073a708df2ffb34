using System.Text.Json.Nodes;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <summary>Finds the folder that a person means by a run.</summary>
public static class RunFolder
{
    /// <summary>The key by which <c>run.json</c> says what a run tried again, and in it that of the run's id.</summary>
    public const string RetryKey = "retryOf", RetriedRunKey = "run";

    private const string OtherReport = "made again with other settings";

    /// <summary>The run's folder: the one named, the latest of a pipeline's folder, or the latest of all pipelines of an output folder.</summary>
    /// <param name="path">Run folder, pipeline folder or output folder.</param>
    /// <returns>The absolute path, symbolic links resolved.</returns>
    /// <exception cref="StoreException">There is no finished run.</exception>
    public static string Resolve(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string? found = IsRun(full) ? full : Latest(full) ?? LatestOfAll(full);
        return found is null
            ? throw new StoreException(
                $"There is no finished run in '{path}'. Expected a run's folder (with '{RunFile.FileName}'), a pipeline's folder (with 'latest') or an output folder.")
            : new DirectoryInfo(found).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? found;
    }

    /// <summary>The newest finished run of the same pipeline that finished before a run; null when there is none.</summary>
    /// <param name="runFolder">The folder of a finished run, or of one that is about to become visible.</param>
    public static string? Before(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        string own = Own(runFolder);
        return Earlier(own, RunFile.Read(own).File).FirstOrDefault().Folder;
    }

    /// <summary>Runs that one after them can be judged by: the one named and those of the same pipeline that finished before it.</summary>
    /// <param name="lastFolder">The folder of a finished run.</param>
    /// <param name="most">At most so many.</param>
    /// <returns>
    /// The newest first, without one that tried a run again when there was a newer one already: it lists what lay there long ago. The one named stays when it cannot be read.
    /// </returns>
    public static IReadOnlyList<string> Nights(string lastFolder, int most)
    {
        ArgumentException.ThrowIfNullOrEmpty(lastFolder);
        string own = Own(lastFolder);
        return RunFile.TryRead(own) is { } last ? [.. WithoutStrays(Earlier(own, last).Prepend((own, last))).Take(most)] : [own];
    }

    /// <summary>Whether a run tried failures of another one again; false where it cannot be read.</summary>
    public static bool IsRetry(string runFolder) => RunFile.TryRead(runFolder)?.Retried is not null;

    /// <summary>Notes that a run's report was made again with other settings, so that the next run makes its own and does not take this one over.</summary>
    /// <exception cref="StoreException">The run cannot be read.</exception>
    /// <exception cref="IOException">Its document cannot be written.</exception>
    public static void NoteOtherReport(string runFolder)
    {
        (RunFile run, JsonObject document) = RunFile.Read(runFolder);
        string text = (run with { ReportFingerprint = OtherReport }).Write(document);
        Durable.DurableFile.Commit(Path.Combine(Path.GetFullPath(runFolder), RunFile.FileName), temporary => File.WriteAllText(temporary, text));
    }

    // Named by the link 'latest', its neighbours are those of what the link leads to.
    private static string Own(string runFolder)
    {
        string own = Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder));
        return new DirectoryInfo(own).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? own;
    }

    // Names begin with the time, so that the newest ones come first; a run that was removed by half, or cannot be read, counts as gone.
    private static IEnumerable<(string Folder, RunFile Run)> Earlier(string own, RunFile run)
        => Directory.EnumerateDirectories(Path.GetDirectoryName(own)!)
            .Where(f => Path.GetFileName(f) is var name && name[0] != '.' && name != run.RunId && IsRun(f))
            .OrderDescending(StringComparer.Ordinal)
            .Where(f => File.Exists(Path.Combine(f, RunFile.ImagesName)))
            .Select(f => (Folder: f, Run: RunFile.TryRead(f)!))
            .Where(r => r.Run?.Finished < run.Finished);

    // A run that tried the newest one again, or what came of that, is a night like any other.
    private static IEnumerable<string> WithoutStrays(IEnumerable<(string Folder, RunFile Run)> newestFirst)
    {
        List<(string Folder, RunFile Run)> retries = [];
        foreach ((string Folder, RunFile Run) one in newestFirst)
        {
            if (one.Run.Retried is not null)
            {
                retries.Add(one);
                continue;
            }

            HashSet<string> night = new(StringComparer.Ordinal) { one.Run.RunId };
            foreach ((_, RunFile retry) in Enumerable.Reverse(retries).Where(r => night.Contains(r.Run.Retried!)))
            {
                night.Add(retry.RunId);
            }

            foreach ((string folder, _) in retries.Where(r => night.Contains(r.Run.RunId)))
            {
                yield return folder;
            }

            retries.Clear();
            yield return one.Folder;
        }

        // The runs that they are of were removed.
        foreach ((string folder, _) in retries)
        {
            yield return folder;
        }
    }

    private static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RunFile.FileName));

    // A copy of an output has a folder of that name, a file system without links has nothing.
    private static string? Latest(string folder)
    {
        string latest = Path.Combine(folder, LatestRun.LinkName), runs = Path.Combine(folder, LatestRun.RunsName);
        return new DirectoryInfo(latest).LinkTarget is not null && IsRun(latest) ? latest
            : Directory.Exists(runs) && LatestRun.Newest(runs, TimeProvider.System.GetUtcNow()) is { } newest ? Path.Combine(runs, newest)
            : IsRun(latest) ? latest
            : null;
    }

    private static string? LatestOfAll(string folder)
        => !Directory.Exists(folder)
            ? null
            : Directory.EnumerateDirectories(folder)
                .Where(f => Path.GetFileName(f) != StoreLayout.StoreName)
                .Select(Latest)
                .OfType<string>()
                .Select(f => (Folder: f, RunFile.TryRead(f)?.Finished))
                .Where(r => r.Finished is not null)
                .OrderByDescending(r => r.Finished).ThenBy(r => r.Folder, StringComparer.Ordinal)
                .Select(r => r.Folder)
                .FirstOrDefault();
}
