using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>Works on the shards that a node takes, and tells what came of them. A shard that is not done here is queued again by whoever shares out its plan.</summary>
internal sealed class ShardDesk(
    NodeOptions options, IShardWork work, JobsTables tables, NodeState state, PausedPlans paused, ISchedulerFactory schedulers, ILogger<ShardDesk> log)
{
    private static readonly TimeSpan s_telling = TimeSpan.FromSeconds(5);

    /// <summary>Works on a shard.</summary>
    /// <exception cref="OperationCanceledException">The node stops: the job goes to another.</exception>
    public async Task WorkAsync(ShardOrder order, CancellationToken stopping)
    {
        string name = LogText.Of(order.Pipeline);
        try
        {
            SharedPlan plan = Find(order);
            ShardNumber shard = new(order.Shard, plan.Shards);
            state.Set(NodeStates.Working, $"shard {shard} of '{name}'");
            ShardResult result = await work.RunAsync(plan, shard, text => log.Note(LogText.Of(text)), stopping).ConfigureAwait(false);
            double rate = result.New / Math.Max(result.Elapsed.TotalSeconds, 0.001);
            state.Finished(result.New, rate);
            paused.Succeed(order.Plan);
            log.ShardDone(shard.ToString(), name, result.Images, result.New, result.Elapsed.TotalSeconds, rate);
            await TellAsync(order, ShardReport.Done, "").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.HandedBack(order.Shard, name);
            throw;
        }
        catch (RunRefusedException e)
        {
            await GiveUpAsync(order, ShardReport.Refused, string.Join(' ', e.Problems)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await GiveUpAsync(order, ShardReport.Failed, work.Explain(e)).ConfigureAwait(false);
        }
    }

    private SharedPlan Find(ShardOrder order)
    {
        string output = options.Map.Here(order.Output);
        string mapped = output == order.Output ? $"'{output}'" : $"'{output}', which --map gives for '{order.Output}'";
        SharedPlan? plan = Directory.Exists(output) ? SharedPlan.Find(output, order.Pipeline) : null;
        return plan is null
            ? throw new StoreException($"There is no plan of '{order.Pipeline}' in {mapped}. Expected the output folder that all machines share. Mount it there, or say with --map FROM=TO where it is on this machine.")
            : plan.Id == order.Plan
                ? plan
                : throw new StoreException($"The plan of '{order.Pipeline}' in {mapped} is another one than the job's: it was saved again meanwhile, or this is not the folder that all machines share. Expected plan {order.Plan}, found {plan.Id}.");
    }

    private async Task GiveUpAsync(ShardOrder order, string kind, string reason)
    {
        string text = LogText.Of(reason), name = LogText.Of(order.Pipeline);
        bool refused = kind == ShardReport.Refused;
        if (refused ? paused.Refuse(order.Plan, text) : paused.Fail(order.Plan, text))
        {
            if (refused)
            {
                log.PlanRefused(name, text);
            }
            else
            {
                log.ShardFailed(order.Shard, name, text);
            }
        }

        state.Set(refused ? NodeStates.Refusing : NodeStates.Failing, $"'{name}': {text}");
        IScheduler scheduler = await schedulers.GetScheduler().ConfigureAwait(false);
        await scheduler.SetExecutionLimits(paused.Limits()).ConfigureAwait(false); // Before the job ends: the next one is taken at once.
        await TellAsync(order, kind, text).ConfigureAwait(false);
    }

    // What is done is on the shared folder; that it cannot be told now only costs whoever waits for it a look there.
    private async Task TellAsync(ShardOrder order, string kind, string message)
    {
        using CancellationTokenSource giveUp = new(s_telling);
        try
        {
            await tables.ReportAsync(order.Plan, new ShardReport(options.Name, order.Shard, kind, message), giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (JobsDatabase.IsOutage(e) || e is OperationCanceledException)
        {
            log.NotTold(order.Shard, JobsDatabase.Reason(e));
        }
    }
}
