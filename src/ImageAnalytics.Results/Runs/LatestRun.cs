using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results.Runs;

/// <summary>The link <c>latest</c> of a pipeline's folder, which leads to its newest finished run.</summary>
internal static class LatestRun
{
    public const string RunsName = "runs", LinkName = "latest";

    // Clocks of machines that share an output differ by less.
    private static readonly TimeSpan s_clocks = TimeSpan.FromHours(1);

    /// <summary>Makes the link lead to a run, in one step.</summary>
    public static void Point(string pipelineFolder, string runId)
    {
        string temporary = Path.Combine(pipelineFolder, $"{DurableFile.TemporaryPrefix}{LinkName}");
        DurableFile.TryDelete(temporary);
        File.CreateSymbolicLink(temporary, Path.Combine(RunsName, runId));
        Libc.Rename(temporary, Path.Combine(pipelineFolder, LinkName));
        Libc.Flush(pipelineFolder);
    }

    /// <summary>Makes the links of all pipelines lead to their newest finished runs, where they lead to none or to an older one.</summary>
    /// <param name="layout">The output.</param>
    /// <param name="now">The time: a run that ended after it had a wrong clock, and counts as the oldest.</param>
    /// <returns>The links that were changed.</returns>
    public static IReadOnlyList<string> Repair(StoreLayout layout, DateTimeOffset now)
    {
        List<string> repaired = [];
        foreach (string pipeline in Directory.EnumerateDirectories(layout.Output).Where(d => Directory.Exists(Path.Combine(d, RunsName))).Order(StringComparer.Ordinal))
        {
            string? newest = Newest(Path.Combine(pipeline, RunsName), now);
            FileInfo link = new(Path.Combine(pipeline, LinkName));
            bool isFree = link.LinkTarget is not null || !Path.Exists(link.FullName);
            if (newest is not null && isFree && link.LinkTarget != Path.Combine(RunsName, newest))
            {
                Point(pipeline, newest);
                repaired.Add(link.FullName);
            }
        }

        return repaired;
    }

    /// <summary>When a run ended, for the order of runs.</summary>
    internal static DateTimeOffset Place(RunFile run, DateTimeOffset now) => run.Finished > now + s_clocks ? DateTimeOffset.MinValue : run.Finished;

    /// <summary>The name of the newest finished run among those of a pipeline; null for none.</summary>
    /// <param name="runs">The folder with the runs.</param>
    /// <param name="now">The time, as for <see cref="Repair"/>.</param>
    public static string? Newest(string runs, DateTimeOffset now)
        => Directory.EnumerateDirectories(runs)
            .Where(r => File.Exists(Path.Combine(r, RunFile.FileName)))
            .Select(r => (Name: Path.GetFileName(r), Run: RunFile.TryRead(r)))
            .Where(r => r.Run?.RunId == r.Name)
            .OrderBy(r => Place(r.Run!, now)).ThenBy(r => r.Name.Length).ThenBy(r => r.Name, StringComparer.Ordinal)
            .LastOrDefault().Name;
}
