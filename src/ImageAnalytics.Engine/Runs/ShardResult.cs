namespace ImageAnalytics.Engine.Runs;

/// <summary>What came of one shard of a saved plan.</summary>
/// <param name="Shard">Which shard.</param>
/// <param name="Images">Its images.</param>
/// <param name="New">Those that were looked at now; the others were done before.</param>
/// <param name="Missing">Parts that are not done yet, from 1.</param>
/// <param name="Elapsed">The time it took.</param>
public sealed record ShardResult(ShardNumber Shard, long Images, long New, IReadOnlyList<int> Missing, TimeSpan Elapsed);
