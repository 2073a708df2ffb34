using System.Text.Json.Nodes;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <summary>Finds the folder that a person means by a run.</summary>
public static class RunFolder
{
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
        string own = Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder));

        // Named by the link 'latest', its neighbours are those of what the link leads to.
        own = new DirectoryInfo(own).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? own;
        RunFile run = RunFile.Read(own).File;
        // Names begin with the time, so that the newest ones come first; a run that was removed by half, or cannot be read, counts as gone.
        return Directory.EnumerateDirectories(Path.GetDirectoryName(own)!)
            .Where(f => Path.GetFileName(f) is var name && name[0] != '.' && name != run.RunId && IsRun(f))
            .OrderDescending(StringComparer.Ordinal)
            .Where(f => File.Exists(Path.Combine(f, RunFile.ImagesName)) && RunFile.TryRead(f)?.Finished < run.Finished)
            .FirstOrDefault();
    }

    /// <summary>Notes that a run's report was made again with other settings, so that the next run makes its own and does not take this one over.</summary>
    /// <exception cref="StoreException">The run cannot be read.</exception>
    /// <exception cref="IOException">Its document cannot be written.</exception>
    public static void NoteOtherReport(string runFolder)
    {
        (RunFile run, JsonObject document) = RunFile.Read(runFolder);
        string text = (run with { ReportFingerprint = OtherReport }).Write(document);
        Durable.DurableFile.Commit(Path.Combine(Path.GetFullPath(runFolder), RunFile.FileName), temporary => File.WriteAllText(temporary, text));
    }

    private static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RunFile.FileName));

    private static string? Latest(string folder) => Path.Combine(folder, "latest") is var latest && IsRun(latest) ? latest : null;

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
