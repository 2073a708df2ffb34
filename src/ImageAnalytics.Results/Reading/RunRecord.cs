namespace ImageAnalytics.Results;

/// <summary>A finished run among those of its pipeline.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="Finished">When it finished.</param>
/// <param name="Counts">Its figures.</param>
/// <param name="Labels">How often each step found each label; empty when its tables are gone.</param>
public sealed record RunRecord(string RunId, string Folder, DateTimeOffset Finished, RunCounts Counts, IReadOnlyList<RecordedLabel> Labels);
