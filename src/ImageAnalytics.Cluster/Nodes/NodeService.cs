using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Engine.Runs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>A node's life: waits for the database, takes its name, takes shards, and says every few seconds that it is alive.</summary>
internal sealed class NodeService(
    NodeOptions options, JobsDatabase database, JobsTables tables, DatabaseClock clock, NodeState state, PausedPlans paused, NodeEnd end, string instance,
    ISchedulerFactory schedulers, IHostApplicationLifetime lifetime, ILogger<NodeService> log) : BackgroundService
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(5), s_silent = TimeSpan.FromSeconds(12), s_telling = TimeSpan.FromSeconds(1);
    private readonly Outages _outages = new(database, text => log.Note(text));
    private IScheduler? _scheduler;

    /// <summary>Stops taking shards, hands back the one in work, and says that the node is gone.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        log.Stops(options.Name);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (_scheduler is null)
        {
            return;
        }

        await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        giveUp.CancelAfter(s_telling);
        try
        {
            state.Set(NodeStates.Stopped, "");
            await BeatAsync(giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (JobsDatabase.IsOutage(e) || e is OperationCanceledException)
        {
            // The others find out by its silence.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await _outages.ThroughAsync(() => StartAsyncOnce(stoppingToken), null, stoppingToken).ConfigureAwait(false);
            await ClaimAsync(stoppingToken).ConfigureAwait(false);
            end.HasStarted = true;
            log.Takes(options.Name, database.Shown);
            await _outages.ThroughAsync(async () => await _scheduler!.Start(stoppingToken).ConfigureAwait(false), null, stoppingToken).ConfigureAwait(false);
            while (true)
            {
                await Task.Delay(s_beat, stoppingToken).ConfigureAwait(false);
                if (!await _outages.ThroughAsync(() => BeatAsync(stoppingToken), null, stoppingToken).ConfigureAwait(false))
                {
                    throw new RunRefusedException([$"Another node took the name '{options.Name}' while this one was not heard of. Expected one node of a name: give each its own with --name."]);
                }

                await _scheduler!.SetExecutionLimits(paused.Limits(), stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (RunRefusedException e)
        {
            end.Problem = string.Join('\n', e.Problems);
            lifetime.StopApplication();
        }
        catch (Exception e)
        {
            end.Problem = $"The node failed by a fault of this program: {e}";
            lifetime.StopApplication();
        }
    }

    private async Task StartAsyncOnce(CancellationToken cancellationToken)
    {
        await tables.PrepareAsync(async () => _scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await SetClockAsync(cancellationToken).ConfigureAwait(false);
        if (clock.Ahead is { } ahead && ahead.Duration() > s_beat)
        {
            log.ClockOff(ahead.TotalSeconds);
        }
    }

    // No clock decides whether the holder is alive: its row moves while it is, and does not when it is gone.
    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        (string Instance, long Beat)? silent = null;
        for (int tries = 0; ; tries++)
        {
            if (await _outages.ThroughAsync(() => tables.ClaimAsync(options.Name, instance, Environment.MachineName, options.Lanes, silent, cancellationToken), null, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            (string Instance, long Beat, string Host)? holder = await _outages.ThroughAsync(() => tables.HolderAsync(options.Name, cancellationToken), null, cancellationToken).ConfigureAwait(false);
            if (holder is not { } other)
            {
                continue;
            }

            if (silent is { } seen && (seen.Instance != other.Instance || seen.Beat != other.Beat))
            {
                throw new RunRefusedException([$"There is a living node with the name '{options.Name}', on the machine '{other.Host}'. Expected one node of a name: give this one another with --name, or stop that one."]);
            }

            log.NameTaken(options.Name, other.Host, s_silent.TotalSeconds);
            silent = (other.Instance, other.Beat);
            await Task.Delay(s_silent, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> BeatAsync(CancellationToken cancellationToken)
    {
        (string now, string doing, long shards, long images, double rate) = state.Now;
        await SetClockAsync(cancellationToken).ConfigureAwait(false);
        return await tables.BeatAsync(options.Name, instance, now, doing, shards, images, rate, cancellationToken).ConfigureAwait(false);
    }

    private async Task SetClockAsync(CancellationToken cancellationToken) => clock.Set(await tables.TimeAsync(cancellationToken).ConfigureAwait(false));
}
