namespace ImageAnalytics.Results.Trends;

/// <summary>A run of a trend.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Finished">When it finished.</param>
/// <param name="Counts">Its figures.</param>
/// <param name="IsComparable">Whether its steps are those of the run before it in the trend: same plugins, models and options, and counted alike. True for the first.</param>
/// <param name="Found">How often each of <see cref="RunTrend.Labels"/> was found, of a classifier's answers the first alone; null when its tables are gone.</param>
public sealed record TrendPoint(string RunId, DateTimeOffset Finished, RunCounts Counts, bool IsComparable, IReadOnlyList<long>? Found);
