namespace ImageAnalytics.Cluster.Jobs;

/// <summary>What a node tells whoever shares out a plan of one shard.</summary>
/// <param name="Node">Who tells it.</param>
/// <param name="Shard">Which shard, from 1.</param>
/// <param name="Kind">What came of it: <see cref="Done"/>, <see cref="Refused"/> or <see cref="Failed"/>.</param>
/// <param name="Message">Why not, in whole sentences; may hold texts from files.</param>
internal sealed record ShardReport(string Node, int Shard, string Kind, string Message)
{
    public const string Done = "done", Refused = "refused", Failed = "failed";
}
