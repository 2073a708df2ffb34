using System.Collections.Concurrent;
using ImageAnalytics.Dashboard.Hosting;
using ImageAnalytics.Reporting;
using ImageAnalytics.Reporting.Decks;
using ImageAnalytics.Results;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>Reads finished runs for their pages. They do not change, so that what was read is kept for a while. Thread-safe.</summary>
internal sealed class FinishedRuns(OutputFolders outputs, TimeProvider clock)
{
    private const int MostKept = 64, MaxTables = 200;
    private static readonly TimeSpan s_keep = TimeSpan.FromMinutes(5), s_patience = TimeSpan.FromSeconds(10);
    private static readonly (string File, string Name)[] s_documents =
    [
        ($"report/{ReportWriter.PageName}", "Report"),
        ($"report/{DeckWriter.SlidesName}", "Slides in the browser"),
        ($"report/{DeckWriter.PresentationName}", "Slides as a file (PowerPoint)"),
        ("coco.json", "COCO"),
        ("alerts.json", "Alerts"),
        ("run.json", "How it was made"),
    ];

    private readonly ConcurrentDictionary<string, SharedReading<FinishedRun?>> _known = new(StringComparer.Ordinal);

    /// <summary>A run; null when there is none, or it cannot be read.</summary>
    /// <exception cref="TimeoutException">The folder does not answer.</exception>
    public Task<FinishedRun?> FindAsync(string output, string pipeline, string run, CancellationToken cancellationToken)
    {
        if (FolderOf(output, pipeline, run) is not { } folder)
        {
            return Task.FromResult<FinishedRun?>(null);
        }

        if (_known.Count > MostKept)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(folder, f => new SharedReading<FinishedRun?>(_ => Task.FromResult(Read(f)), s_keep, clock)).GetAsync(s_patience, cancellationToken);
    }

    /// <summary>The folder that a run of these names would have; null when a name is none, or there is no such folder.</summary>
    public string? FolderOf(string output, string pipeline, string run)
        => outputs.FolderOf(output) is { } folder && SafeNames.IsSafe(pipeline) && SafeNames.IsSafe(run) && Path.Combine(folder, pipeline, "runs", run) is var path && Directory.Exists(path)
            ? path
            : null;

    private static FinishedRun? Read(string folder)
    {
        try
        {
            using RunReader reader = RunReader.Open(folder);
            return new FinishedRun
            {
                RunId = reader.RunId,
                Problem = reader.Document["problem"]?.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)reader.Document["problem"]! : "",
                Finished = reader.Finished,
                Counts = reader.Counts,
                Failures = reader.FailureCounts(),
                Tables = Directory.Exists(Path.Combine(folder, "csv"))
                    ? [.. Directory.EnumerateFiles(Path.Combine(folder, "csv"), "*.csv").Select(f => $"csv/{Path.GetFileName(f)}").Where(f => SafeNames.IsSafe(f[4..])).Order(StringComparer.Ordinal).Take(MaxTables)]
                    : [],
                Documents = [.. s_documents.Where(d => File.Exists(Path.Combine(folder, d.File)))],
            };
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
