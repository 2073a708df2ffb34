namespace ImageAnalytics.Results.Trends;

/// <summary>How a pipeline's figures changed from run to run.</summary>
/// <param name="Labels">The labels that were found most often in all of these runs together, the most frequent first; empty for an unknown face.</param>
/// <param name="Runs">From the earliest to the latest.</param>
public sealed record RunTrend(IReadOnlyList<string> Labels, IReadOnlyList<TrendPoint> Runs)
{
    /// <summary>No run at all.</summary>
    public static RunTrend None { get; } = new([], []);
}
