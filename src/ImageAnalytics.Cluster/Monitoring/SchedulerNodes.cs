using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Runs;
using Quartz;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>This machine, what it fired, and the nodes that share its schedules' runs.</summary>
internal sealed class SchedulerNodes(ISchedulerFactory schedulers, ConfigurationInForce configuration, TimeProvider clock) : INodeView
{
    public async Task<IReadOnlyList<NodeState>> NodesAsync(CancellationToken cancellationToken)
    {
        IScheduler scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        NodeState[] nodes =
        [
            .. (await scheduler.QueryClusterNodes(cancellationToken).ConfigureAwait(false))
                .Select(n => new NodeState(n.InstanceId, n.IsCurrentNode, n.State.ToString().ToLowerInvariant(), n.LastCheckInUtc)),
        ];
        NodeState[] own = nodes.Length <= 1 ? [new NodeState(Environment.MachineName, true, "alive", clock.GetUtcNow()) { Doing = "starts the schedules" }] : nodes;
        IEnumerable<string> databases = configuration.Current.Schedules.Where(s => s.Enabled).Select(s => s.Jobs).OfType<string>().Distinct(StringComparer.Ordinal);
        NodeState[][] others = await Task.WhenAll(databases.Select(d => OfAsync(JobsDatabase.Parse(d), cancellationToken))).ConfigureAwait(false);
        return [.. own, .. others.SelectMany(n => n)];
    }

    private async Task<NodeState[]> OfAsync(JobsDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await SharedRun.NodesAsync(database, cancellationToken).ConfigureAwait(false)).Select(n => new NodeState(
                LogText.Of(n.Name), false, n.IsAlive || n.State == NodeStates.Stopped ? n.State : "silent", clock.GetUtcNow() - n.Silent)
            {
                IsWell = n.IsAlive && n.State is NodeStates.Waiting or NodeStates.Working,
                Doing = LogText.Of(n.Doing),
            })];
        }
        catch (RunRefusedException e)
        {
            return [new NodeState(database.Shown, false, "no answer", null) { IsWell = false, Doing = LogText.Of(string.Join(' ', e.Problems)) }];
        }
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
