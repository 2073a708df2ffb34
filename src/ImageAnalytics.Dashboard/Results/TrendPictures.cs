using System.Collections.Concurrent;
using ImageAnalytics.Reporting.Charts;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>Draws how a pipeline's figures changed, as the reports do, and keeps the drawings in memory. Thread-safe.</summary>
internal sealed class TrendPictures
{
    private const int MostKept = 16;
    private readonly ConcurrentDictionary<string, Lazy<(IReadOnlyList<TrendChart> Charts, IReadOnlyDictionary<string, byte[]> Files)>> _drawn = new(StringComparer.Ordinal);

    /// <summary>The charts of a pipeline's runs, with the addresses of their files.</summary>
    public IReadOnlyList<TrendChart> Of(PipelineRuns runs) => Drawn(runs).Charts;

    /// <summary>A file of them; null when there is none of that name.</summary>
    public byte[]? File(PipelineRuns runs, string name) => Drawn(runs).Files.GetValueOrDefault(name);

    private (IReadOnlyList<TrendChart> Charts, IReadOnlyDictionary<string, byte[]> Files) Drawn(PipelineRuns runs)
    {
        if (_drawn.Count > MostKept)
        {
            _drawn.Clear();
        }

        string key = string.Join('\n', runs.Trend.Runs.Select(r => r.RunId).Prepend(runs.Folder));
        return _drawn.GetOrAdd(key, _ => new(() => Draw(runs))).Value;
    }

    private static (IReadOnlyList<TrendChart>, IReadOnlyDictionary<string, byte[]>) Draw(PipelineRuns runs)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("imageanalytics-charts-");
        try
        {
            IReadOnlyList<TrendChart> charts = TrendCharts.Write(folder.FullName, runs.Trend);
            Dictionary<string, byte[]> files = folder.EnumerateFiles("*.svg", SearchOption.AllDirectories).ToDictionary(f => f.Name, f => System.IO.File.ReadAllBytes(f.FullName), StringComparer.Ordinal);
            return ([.. charts.Select(c => c with { Light = Address(c.Light), Dark = Address(c.Dark) })], files);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string Address(string file) => Addresses.Chart(runs.Output, runs.Pipeline, runs.Latest!.RunId, Path.GetFileName(file));
    }
}
