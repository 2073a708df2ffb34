namespace ImageAnalytics.Cluster.Nodes;

/// <summary>Why a node ended by itself.</summary>
public sealed class NodeEnd
{
    /// <summary>Why it could not go on, in whole sentences; null when it was stopped.</summary>
    public string? Problem { get; internal set; }

    /// <summary>Whether it had begun to take shards.</summary>
    public bool HasStarted { get; internal set; }
}
