using ImageAnalytics.Dashboard.Hosting;
using ImageAnalytics.Reporting;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Trends;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>The finished runs in the output folders, as their small files tell. Thread-safe.</summary>
internal sealed class RunCatalog
{
    private const int MaxRuns = 60, MaxPipelines = 200;
    private static readonly TimeSpan s_freshFor = TimeSpan.FromSeconds(1), s_patience = TimeSpan.FromSeconds(5);
    private readonly OutputFolders _outputs;
    private readonly SharedReading<IReadOnlyList<PipelineRuns>> _all;
    private Dictionary<string, (DateTime Changed, PipelineRuns Runs)> _known = new(StringComparer.Ordinal);

    public RunCatalog(OutputFolders outputs, TimeProvider clock)
    {
        _outputs = outputs;
        _all = new SharedReading<IReadOnlyList<PipelineRuns>>(_ => Task.FromResult(Read()), s_freshFor, clock);
    }

    /// <summary>The last runs of every pipeline, those of the latest first.</summary>
    /// <exception cref="TimeoutException">The folders do not answer.</exception>
    public Task<IReadOnlyList<PipelineRuns>> AllAsync(CancellationToken cancellationToken) => _all.GetAsync(s_patience, cancellationToken);

    /// <summary>The last runs of one pipeline; null when there are none.</summary>
    public async Task<PipelineRuns?> FindAsync(string output, string pipeline, CancellationToken cancellationToken)
        => (await AllAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(p => p.Output == output && p.Pipeline == pipeline);

    // One at a time, see SharedReading. A folder of runs has another time when a run came or went.
    private IReadOnlyList<PipelineRuns> Read()
    {
        Dictionary<string, (DateTime, PipelineRuns)> known = new(StringComparer.Ordinal);
        foreach ((string output, string folder) in _outputs.All)
        {
            foreach (string pipeline in Pipelines(folder).Take(MaxPipelines))
            {
                string runs = Path.Combine(folder, pipeline, "runs");
                DateTime changed = Directory.GetLastWriteTimeUtc(runs);
                known[runs] = _known.TryGetValue(runs, out var before) && before.Changed == changed && before.Runs.Output == output
                    ? before
                    : (changed, new PipelineRuns(output, pipeline, runs, Trend(runs)));
            }
        }

        _known = known;
        return [.. known.Values.Select(k => k.Item2).Where(p => p.Latest is not null).OrderByDescending(p => p.Latest!.Finished).ThenBy(p => p.Pipeline, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> Pipelines(string folder)
    {
        try
        {
            return RunCleaning.PipelinesOf(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static RunTrend Trend(string runs)
    {
        try
        {
            // What 'latest' leads to may have been put there by anybody: it must be one of these runs.
            string latest = RunFolder.Resolve(Path.GetDirectoryName(runs)!);
            string inside = Path.Combine(runs, Path.GetFileName(latest));
            return TrendReader.Read(inside, MaxRuns, ReportWriter.MaxTrendLabels);
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            return RunTrend.None;
        }
    }
}
