using System.Diagnostics;
using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>A run by many machines: freeze the listing, share its shards out, make the run of them, tell its alerts, take the plan away.</summary>
/// <remarks>
/// Killed between any two of these and started again, it goes on with the next: the plan's file says that there is a plan, the files of its shards
/// what is done, and a finished run of which plan it was made. So a plan gives one run.
/// </remarks>
/// <param name="run">What is to be run.</param>
/// <param name="steps">Does what concerns pictures.</param>
/// <param name="database">Where jobs are.</param>
/// <param name="options">How it is shared out.</param>
/// <param name="clock">This machine's clock.</param>
public sealed class SharedExecution(PreparedRun run, ISharedSteps steps, JobsDatabase database, SharedRunOptions options, TimeProvider clock)
{
    private static readonly TimeSpan s_tryAgain = TimeSpan.FromSeconds(1);

    /// <summary>Whether there is a plan that nodes work on.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Called after each step with its name, for tests that stop it there.</summary>
    internal Action<string>? Reached { get; init; }

    /// <summary>Runs, from listing to report. Throws what <see cref="ScanRun.ExecuteAsync"/> does.</summary>
    public async Task<SharedResult> RunAsync(IRunProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        long start = Stopwatch.GetTimestamp();
        SharedRun shared = new(database, options, progress, clock);
        await using (shared.ConfigureAwait(false))
        {
            await shared.ConnectAsync(cancellationToken).ConfigureAwait(false);
            steps.Create(run, progress).RefuseEmptyInput();
            using OutputLock alone = Alone();
            SharedPlan plan = await PlanAsync(shared, progress, cancellationToken).ConfigureAwait(false);
            HasStarted = true;
            Reached?.Invoke("planned");
            if (plan.Merged() is not { } made)
            {
                await shared.ShareOutAsync(plan, cancellationToken).ConfigureAwait(false);
                Reached?.Invoke("worked");
                made = await MergeAsync(plan, progress, cancellationToken).ConfigureAwait(false);
                Reached?.Invoke("merged");
            }

            AlertsFile? alerts = run.Pipeline.Alerts.Count > 0 ? AlertsFile.TryRead(made.Folder) : null;
            if (await steps.NotifyAsync(alerts, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                progress.Note(problem);
            }

            Reached?.Invoke("notified");
            await shared.CloseAsync(plan, cancellationToken).ConfigureAwait(false);
            Reached?.Invoke("closed");
            plan.Remove();
            return new SharedResult(made.Counts, made.Folder, alerts, Stopwatch.GetElapsedTime(start));
        }
    }

    private OutputLock Alone()
    {
        string folder = Path.Combine(run.Output, run.Pipeline.Name);
        try
        {
            return OutputLock.Acquire(folder, $"run {run.Pipeline.Name} --jobs", clock);
        }
        catch (OutputLockedException e)
        {
            throw new OutputLockedException(folder, e.Holder, $"'{run.Pipeline.Name}' in '{run.Output}' is shared out already{(e.Holder is { } other ? $", by process {other.Pid} on '{other.Host}'" : "")}. Expected one 'run --jobs' for it at a time: wait for that one, or stop it; this one then goes on from there.");
        }
    }

    private async Task<SharedPlan> PlanAsync(SharedRun shared, IRunProgress progress, CancellationToken cancellationToken)
    {
        SharedPlan? last = SharedPlan.Find(run.Output, run.Pipeline.Name);
        if (last is not null && last.DifferencesFrom(run).Count == 0)
        {
            progress.Note(FormattableString.Invariant($"Going on with the listing of {last.Saved.UtcDateTime:yyyy-MM-dd HH:mm} UTC: its run was not finished."));
            return last;
        }

        if (last is not null)
        {
            progress.Note("The listing of an earlier run that was not finished was made for something else and is made anew; results that still count are kept.");
            await shared.CloseAsync(last, cancellationToken).ConfigureAwait(false);
        }

        await OnceFreeAsync(
            () =>
            {
                steps.Create(run, progress).SavePlan(options.ShardImages, cancellationToken);
                return Task.CompletedTask;
            },
            wait: last is not null,
            progress,
            cancellationToken).ConfigureAwait(false);
        return SharedPlan.Find(run.Output, run.Pipeline.Name) ?? throw new StoreException($"The plan that was just saved in '{run.Output}' is gone. Is another process at work there? Run the same command again.");
    }

    private async Task<RunRecord> MergeAsync(SharedPlan plan, IRunProgress progress, CancellationToken cancellationToken)
    {
        PreparedRun merging = run with { Request = run.Request with { Merges = true } };
        await OnceFreeAsync(() => steps.MakeAsync(merging, new MakingProgress(progress), cancellationToken), wait: true, progress, cancellationToken).ConfigureAwait(false);
        return plan.Merged() ?? throw new StoreException($"The run that was just made in '{run.Output}' is gone. Is another process at work there? Run the same command again.");
    }

    // A node may still be at a shard that another has finished, or at one of the plan before.
    private async Task OnceFreeAsync(Func<Task> work, bool wait, IRunProgress progress, CancellationToken cancellationToken)
    {
        for (bool told = false; ; told = true)
        {
            try
            {
                await work().ConfigureAwait(false);
                return;
            }
            catch (OutputLockedException e) when (wait)
            {
                if (!told)
                {
                    progress.Note($"{e.Message} This waits until it is free.");
                }
            }

            await Task.Delay(s_tryAgain, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
