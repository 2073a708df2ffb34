using Quartz;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>What the scheduler's own store says of machines and firings: of this one without a cluster, of all with one.</summary>
internal sealed class SchedulerNodes(ISchedulerFactory schedulers, TimeProvider clock) : INodeView
{
    public async Task<IReadOnlyList<NodeState>> NodesAsync(CancellationToken cancellationToken)
    {
        IScheduler scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        NodeState[] nodes =
        [
            .. (await scheduler.QueryClusterNodes(cancellationToken).ConfigureAwait(false))
                .Select(n => new NodeState(n.InstanceId, n.IsCurrentNode, n.State.ToString().ToLowerInvariant(), n.LastCheckInUtc)),
        ];
        return nodes.Length <= 1 ? [new NodeState(Environment.MachineName, true, "alive", clock.GetUtcNow())] : nodes;
    }

    public async Task<IReadOnlyList<QueuedWork>> QueueAsync(CancellationToken cancellationToken)
    {
        IScheduler scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        PagedResult<FireInstance> fired = await scheduler.QueryFireInstances(new FireInstanceQuery(), cancellationToken).ConfigureAwait(false);
        return
        [
            .. fired.Items.OrderBy(f => f.FireTimeUtc)
                .Select(f => new QueuedWork(f.JobKey?.Name ?? f.TriggerKey.Name, f.SchedulerInstanceId, f.State.ToString().ToLowerInvariant(), f.FireTimeUtc)),
        ];
    }
}
