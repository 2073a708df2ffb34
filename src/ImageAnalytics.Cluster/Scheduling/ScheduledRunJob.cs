using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Cluster.Running;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ImageAnalytics.Cluster.Scheduling;

/// <summary>One firing of a schedule: waits for its turn, runs, and stops when its night ends or the service does.</summary>
internal sealed class ScheduledRunJob(ConfigurationInForce configuration, IScheduledRuns runs, RunGate gate, RunBoard board, OldRuns oldRuns, TimeProvider clock, ILogger<ScheduledRunJob> log) : IJob
{
    private static readonly TimeSpan s_tryAgain = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        string name = context.JobDetail.Key.Name;
        if (configuration.Current.Find(name) is not { } schedule)
        {
            return; // It was taken out while this firing was on its way.
        }

        int others = gate.Enter(name);
        try
        {
            // What a restart goes on with is no firing of the trigger, so that the trigger's own rule does not see it.
            if (others > 0 && (schedule.Overlap == OverlapRule.Refuse || context.Recovering))
            {
                log.Refused(name, "its last run has not ended yet");
                return;
            }

            (bool byHand, string? retryOf) = HandStart.Of(context);
            await FireAsync(schedule, byHand, retryOf, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Leave(name);
        }

        if (schedule.Time.After(clock.GetUtcNow()) is { } next)
        {
            log.Next(name, schedule.Time.Show(next));
        }
    }

    private async Task FireAsync(Schedule schedule, bool byHand, string? retryOf, CancellationToken stopping)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? closes = schedule.ClosesAfter(now, out bool isOpen);
        if (!isOpen && !byHand)
        {
            log.OutOfHours(schedule.Name);
            return;
        }

        using CancellationTokenSource closing = closes is { } end ? new CancellationTokenSource(end - now, clock) : new CancellationTokenSource();
        WatchedRun run = board.Begin(schedule, retryOf, new LoggedProgress(log, schedule.Name));
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, closing.Token, run.Stopping);
        RunEnding ending = new(RunEnd.Stopped, "");
        try
        {
            ending = await RunOnceFreeAsync(schedule, run, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // As it is.
        }
        finally
        {
            board.End(run, ending);
        }

        if (ending.End != RunEnd.Stopped)
        {
            Tell(schedule, ending);
            if (ending.Notify is { } notify && await notify().ConfigureAwait(false) is { } problem)
            {
                log.Note(schedule.Name, LogText.Of(problem));
            }
        }
        else if (run.IsStopped)
        {
            log.StoppedByHand(schedule.Name);
        }
        else if (stopping.IsCancellationRequested)
        {
            log.Stopped(schedule.Name);
            stopping.ThrowIfCancellationRequested(); // The scheduler keeps the firing for the next start.
        }
        else
        {
            log.Closed(schedule.Name, schedule.Time.Show(closes ?? now), run.State.Done, run.State.Pending);
        }
    }

    // Another process may hold the output folder for hours: meanwhile, other schedules have their turn.
    private async Task<RunEnding> RunOnceFreeAsync(Schedule schedule, WatchedRun run, CancellationToken cancellationToken)
    {
        if (gate.Running is { } running)
        {
            log.Waits(schedule.Name, $"'{running}' is running");
        }

        for (bool told = false; ; told = true)
        {
            RunEnding ending = await gate.InTurnAsync(schedule.Name, () => RunAsync(schedule, run, told, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (ending.End != RunEnd.Busy || schedule.Overlap != OverlapRule.Queue)
            {
                return ending;
            }

            run.Wait();
            if (!told)
            {
                log.Waits(schedule.Name, LogText.Of(ending.Text));
            }

            await Task.Delay(s_tryAgain, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<RunEnding> RunAsync(Schedule schedule, WatchedRun run, bool isAgain, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        run.Begin();
        if (!isAgain)
        {
            log.Started(schedule.Name, LogText.Of(schedule.Pipeline), LogText.Of(string.Join(", ", schedule.Inputs.Select(i => $"'{i}'"))));
        }

        RunEnding ending;
        try
        {
            ending = run.State.RetryOf is { } runFolder
                ? await runs.RetryAsync(schedule, runFolder, run, cancellationToken).ConfigureAwait(false)
                : await runs.RunAsync(schedule, run, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ending = new RunEnding(RunEnd.Failed, $"by a fault of this program: {e}");
        }

        if (run.State.RetryOf is null && ending is { End: RunEnd.Finished or RunEnd.Alerted, Pipeline: { } pipeline })
        {
            oldRuns.Remove(schedule, pipeline);
        }

        return ending;
    }

    private void Tell(Schedule schedule, RunEnding ending)
    {
        string text = LogText.Of(ending.Text);
        switch (ending.End)
        {
            case RunEnd.Finished:
                log.Finished(schedule.Name, text);
                break;
            case RunEnd.Alerted:
                log.Alerted(schedule.Name, text);
                break;
            case RunEnd.Refused or RunEnd.Busy:
                log.Refused(schedule.Name, text);
                break;
            default:
                log.Failed(schedule.Name, text);
                break;
        }
    }
}
