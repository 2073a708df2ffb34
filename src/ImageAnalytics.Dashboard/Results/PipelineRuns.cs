using ImageAnalytics.Results.Trends;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>The last finished runs of a pipeline.</summary>
/// <param name="Output">The name of its output folder in addresses.</param>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Folder">The folder of its runs.</param>
/// <param name="Trend">The runs, from the earliest to the latest.</param>
public sealed record PipelineRuns(string Output, string Pipeline, string Folder, RunTrend Trend)
{
    /// <summary>The latest run; null when there is none.</summary>
    public TrendPoint? Latest => Trend.Runs.Count > 0 ? Trend.Runs[^1] : null;
}
