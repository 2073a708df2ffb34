namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>The machines and what they have to do: one alone, or those of a cluster.</summary>
public interface INodeView
{
    /// <summary>The machines.</summary>
    Task<IReadOnlyList<NodeState>> NodesAsync(CancellationToken cancellationToken);

    /// <summary>What was fired and has not ended, the earliest first.</summary>
    Task<IReadOnlyList<QueuedWork>> QueueAsync(CancellationToken cancellationToken);
}
