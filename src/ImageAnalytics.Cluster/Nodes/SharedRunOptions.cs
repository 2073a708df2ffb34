namespace ImageAnalytics.Cluster.Nodes;

/// <summary>How a run is shared out.</summary>
/// <param name="ShardImages">Images of a shard.</param>
/// <param name="Window">Shards that are queued at once, at most; null for four for each node, and 64 at least.</param>
public sealed record SharedRunOptions(int ShardImages, int? Window)
{
    /// <summary>The usual size of a shard.</summary>
    public const int UsualShardImages = 512;
}
