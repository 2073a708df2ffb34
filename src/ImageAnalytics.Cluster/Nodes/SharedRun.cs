using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>
/// Shares out a run: keeps some shards of its plan queued until all are done. What is done stands on the output folder alone, so that
/// it can be stopped or killed at any moment, and started again.
/// </summary>
/// <param name="database">Where jobs are.</param>
/// <param name="options">How it is shared out.</param>
/// <param name="progress">Hears how it gets on.</param>
/// <param name="clock">This machine's clock, for waiting only.</param>
public sealed class SharedRun(JobsDatabase database, SharedRunOptions options, IRunProgress progress, TimeProvider clock) : IAsyncDisposable
{
    private const int LeastWindow = 64, WindowANode = 4, MostFailures = 5;
    private static readonly TimeSpan
        s_look = TimeSpan.FromSeconds(1), s_compare = TimeSpan.FromSeconds(5), s_connect = TimeSpan.FromSeconds(30),
        s_closing = TimeSpan.FromSeconds(30), s_tell = TimeSpan.FromMinutes(1), s_giveUp = TimeSpan.FromMinutes(5);

    private readonly JobsTables _tables = new(database);
    private readonly Outages _outages = new(database, progress.Note);
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddShardScheduler(database, clock, $"run/{Guid.NewGuid():N}").BuildServiceProvider();
    private IScheduler? _scheduler;

    /// <summary>Connects to the database and makes its tables.</summary>
    /// <exception cref="RunRefusedException">It refuses, or does not answer.</exception>
    public Task ConnectAsync(CancellationToken cancellationToken) => _outages.ThroughAsync(
        () => _tables.PrepareAsync(async () => _scheduler = await _services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken).ConfigureAwait(false), cancellationToken),
        s_connect,
        cancellationToken);

    /// <summary>Keeps shards queued until all are done.</summary>
    /// <exception cref="StoreException">Nodes failed again and again and nothing got on; says the last reason.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; nodes finish what is queued.</exception>
    public async Task ShareOutAsync(SharedPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ShardQueue queue = new(Scheduler, plan);
        ShardWindow window = new(plan);
        Stall stall = new(clock);
        progress.Planned(plan.Images, window.ImagesLeft);
        await _outages.ThroughAsync(() => queue.OpenAsync(cancellationToken), null, cancellationToken).ConfigureAwait(false);
        for (long? compared = null; window.Left > 0; await Task.Delay(s_look, clock, cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<ShardReport> reports = await _outages.ThroughAsync(() => _tables.TakeReportsAsync(plan.Id, cancellationToken), null, cancellationToken).ConfigureAwait(false);
            foreach (ShardReport report in reports)
            {
                Hear(report, plan, window, stall);
            }

            // Who shares out may have no core of its own. So the queue is looked at where something happened, and now and then for what no node could tell.
            if (reports.Count > 0 || compared is not { } last || clock.GetElapsedTime(last) >= s_compare)
            {
                compared = clock.GetTimestamp();
                await RefillAsync(queue, window, plan, stall, cancellationToken).ConfigureAwait(false);
                await LookAtStallAsync(stall, window, plan, cancellationToken).ConfigureAwait(false);
            }

            if (window.Left == 0)
            {
                return;
            }
        }
    }

    /// <summary>Takes whatever is left of a plan out of the queue; safe to repeat.</summary>
    public async Task CloseAsync(SharedPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        try
        {
            await _outages.ThroughAsync(
                async () =>
                {
                    await new ShardQueue(Scheduler, plan).CloseAsync(cancellationToken).ConfigureAwait(false);
                    await _tables.TakeReportsAsync(plan.Id, cancellationToken).ConfigureAwait(false);
                },
                s_closing,
                cancellationToken).ConfigureAwait(false);
        }
        catch (RunRefusedException e)
        {
            progress.Note($"The plan's job stays in the database, where it does no harm. {e.Message}");
        }
    }

    /// <summary>The nodes of a database.</summary>
    /// <exception cref="RunRefusedException">The database refuses, or does not answer.</exception>
    public static Task<IReadOnlyList<NodeRecord>> NodesAsync(JobsDatabase database, CancellationToken cancellationToken)
        => new Outages(database, _ => { }).ThroughAsync(() => new JobsTables(database).NodesAsync(cancellationToken), TimeSpan.Zero, cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private IScheduler Scheduler => _scheduler ?? throw new InvalidOperationException("ConnectAsync comes first.");

    private async Task RefillAsync(ShardQueue queue, ShardWindow window, SharedPlan plan, Stall stall, CancellationToken cancellationToken)
    {
        foreach (int shard in window.Compare(await _outages.ThroughAsync(() => queue.ShardsAsync(cancellationToken), null, cancellationToken).ConfigureAwait(false)))
        {
            Finish(shard, plan, stall);
        }

        if (window.Left > 0)
        {
            int most = options.Window ?? Math.Max(LeastWindow, WindowANode * await LivingAsync(cancellationToken).ConfigureAwait(false));
            IReadOnlyList<int> added = window.Fill(most);
            await _outages.ThroughAsync(() => queue.AddAsync(added, cancellationToken), null, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Hear(ShardReport report, SharedPlan plan, ShardWindow window, Stall stall)
    {
        if (report.Kind == ShardReport.Done)
        {
            if (window.Finish(report.Shard))
            {
                Finish(report.Shard, plan, stall);
            }

            return;
        }

        string text = LogText.Of(report.Message), node = LogText.Of(report.Node);
        if (stall.Heard(node, report.Kind, text))
        {
            progress.Note(report.Kind == ShardReport.Refused ? $"Node '{node}' refuses and leaves the shards to others. {text}" : $"Node '{node}' could not finish shard {report.Shard}; it is queued again. {text}");
        }
    }

    private void Finish(int shard, SharedPlan plan, Stall stall)
    {
        stall.Moved();
        for (long image = plan.ImagesOf(shard); image > 0; image--)
        {
            progress.Finished(failed: false);
        }
    }

    private async Task<int> LivingAsync(CancellationToken cancellationToken)
        => (await _outages.ThroughAsync(() => _tables.NodesAsync(cancellationToken), null, cancellationToken).ConfigureAwait(false)).Count(n => n.IsAlive);

    private async Task LookAtStallAsync(Stall stall, ShardWindow window, SharedPlan plan, CancellationToken cancellationToken)
    {
        if (stall.Failures >= MostFailures && stall.Since > s_giveUp)
        {
            throw new StoreException(FormattableString.Invariant($"No shard was finished in the last {stall.Since.TotalMinutes:0} minutes, {window.Left:N0} are left, and nodes failed {stall.Failures} times, the last one with: {stall.LastFailure}"));
        }

        if (!stall.ShouldTell(s_tell))
        {
            return;
        }

        int living = await LivingAsync(cancellationToken).ConfigureAwait(false);
        progress.Note(living == 0
            ? $"No node is alive. Start 'imageanalytics node --jobs …' on machines that see '{plan.Output}'; this waits."
            : FormattableString.Invariant($"No shard was finished in the last {stall.Since.TotalMinutes:0} min; {window.Left:N0} are left, and {living} nodes are alive."));
    }
}
