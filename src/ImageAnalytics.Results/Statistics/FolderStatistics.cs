namespace ImageAnalytics.Results.Statistics;

/// <summary>One folder of a run's listing.</summary>
/// <param name="Id">Its number in the run, from 0, in the order of the names.</param>
/// <param name="Folder">Its path as the CSV files have it; empty at the top.</param>
/// <param name="Images">Images that lie in it, without those in folders inside.</param>
/// <param name="Failures">Those that failed wholly or in part.</param>
/// <param name="Observations">What was found in them.</param>
/// <param name="Labels">The labels that are most often found in it, by <see cref="LabelStatistics.Id"/>, and how often.</param>
public sealed record FolderStatistics(int Id, string Folder, long Images, long Failures, long Observations, IReadOnlyList<(int Label, long Observations)> Labels);
