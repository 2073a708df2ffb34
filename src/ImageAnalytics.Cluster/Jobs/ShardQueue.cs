using System.Globalization;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Engine.Runs;
using Quartz;

namespace ImageAnalytics.Cluster.Jobs;

/// <summary>The shards of one plan that are queued or being worked on: one job, and a trigger for each shard.</summary>
internal sealed class ShardQueue(IScheduler scheduler, SharedPlan plan)
{
    private const string Group = "shards";

    // Long ago by every clock, so that no clock decides when a job may begin.
    private static readonly DateTimeOffset s_always = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly JobKey _job = new(plan.Id, Group);

    /// <summary>Makes the plan's job; safe to repeat.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
        => await scheduler.AddJob(
            JobBuilder.Create<ShardJob>().WithIdentity(_job).RequestRecovery().StoreDurably().UsingJobData(ShardOrder.Common(plan.Id, plan.Output, plan.Pipeline)).Build(),
            AddJobOptions.Replacing,
            cancellationToken).ConfigureAwait(false);

    /// <summary>The shards that are queued or being worked on. What cannot be started is taken out.</summary>
    public async Task<IReadOnlySet<int>> ShardsAsync(CancellationToken cancellationToken)
    {
        HashSet<int> shards = [];
        List<TriggerKey> others = [], broken = [];
        bool more = true;
        for (int skip = 0; more; skip += 500)
        {
            PagedResult<TriggerHeader> page = await scheduler.QueryTriggers(new TriggerQuery { Job = _job, Skip = skip, Take = 500 }, cancellationToken).ConfigureAwait(false);
            more = page.HasMore;
            foreach (TriggerHeader trigger in page.Items)
            {
                if (trigger.State == TriggerState.Error)
                {
                    broken.Add(trigger.Key);
                }
                else if (trigger.Key.Group == plan.Id && int.TryParse(trigger.Key.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int shard))
                {
                    shards.Add(shard);
                }
                else
                {
                    others.Add(trigger.Key); // What a node left behind and the engine hands to another.
                }
            }
        }

        if (others.Count > 0)
        {
            shards.UnionWith((await scheduler.GetTriggers(others, cancellationToken).ConfigureAwait(false)).Select(t => ShardOrder.ShardOf(t.JobDataMap)).OfType<int>());
        }

        if (broken.Count > 0)
        {
            await scheduler.UnscheduleJobs(broken, cancellationToken).ConfigureAwait(false);
        }

        return shards;
    }

    /// <summary>Queues shards; one that is queued already stays so.</summary>
    public async Task AddAsync(IReadOnlyCollection<int> shards, CancellationToken cancellationToken)
    {
        foreach (int shard in shards)
        {
            string name = shard.ToString(CultureInfo.InvariantCulture);
            ITrigger trigger = TriggerBuilder.Create().WithIdentity(name, plan.Id).ForJob(_job).UsingJobData(ShardOrder.ShardKey, name).WithExecutionGroup(plan.Id)
                .StartAt(s_always).WithSchedule(SimpleScheduleBuilder.Create().WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build();
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes everything of the plan out of the queue; safe to repeat.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken) => await scheduler.DeleteJob(_job, cancellationToken).ConfigureAwait(false);
}
