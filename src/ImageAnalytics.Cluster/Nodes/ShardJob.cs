using ImageAnalytics.Cluster.Jobs;
using Quartz;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>One shard, taken from the queue.</summary>
internal sealed class ShardJob(ShardDesk desk) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (ShardOrder.Read(context.MergedJobDataMap) is { } order)
        {
            await desk.WorkAsync(order, cancellationToken).ConfigureAwait(false);
        }
    }
}
