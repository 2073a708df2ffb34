using System.Collections.Concurrent;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Tests.Support;

/// <summary>Runs that do nothing: they note when they start, and end when the test lets them.</summary>
internal sealed class HeldRuns(TimeProvider clock) : IScheduledRuns
{
    private readonly ConcurrentQueue<(string Schedule, DateTimeOffset At)> _starts = new();
    private volatile TaskCompletionSource? _held;
    private int _running, _mostAtOnce;

    /// <summary>Every start so far.</summary>
    public IReadOnlyList<(string Schedule, DateTimeOffset At)> Starts => [.. _starts];

    /// <summary>How many ran side by side at most.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>The runs whose failures were tried again.</summary>
    public ConcurrentQueue<string> Retried { get; } = new();

    /// <summary>What each run ends with.</summary>
    public Func<int, RunEnding> Ending { get; set; } = _ => new RunEnding(RunEnd.Finished, "images=1");

    /// <summary>From now on, runs do not end by themselves.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends those that are held, and holds no more.</summary>
    public void Release()
    {
        TaskCompletionSource? held = _held;
        _held = null;
        held?.SetResult();
    }

    public IReadOnlyList<string> Check(Schedule schedule) => schedule.Pipeline.EndsWith("broken.yaml", StringComparison.Ordinal) ? throw new IOException("The disk is gone.")
        : schedule.Pipeline.EndsWith("bad.yaml", StringComparison.Ordinal) ? ["The step 'a' names no plugin."] : [];

    public Task<RunEnding> RetryAsync(Schedule schedule, string runFolder, IRunProgress progress, CancellationToken cancellationToken)
    {
        Retried.Enqueue(runFolder);
        return RunAsync(schedule, progress, cancellationToken);
    }

    public async Task<RunEnding> RunAsync(Schedule schedule, IRunProgress progress, CancellationToken cancellationToken)
    {
        int most = Interlocked.Increment(ref _running);
        _mostAtOnce = Math.Max(_mostAtOnce, most);
        _starts.Enqueue((schedule.Name, clock.GetUtcNow()));
        int number = _starts.Count;
        try
        {
            await (_held?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
            return Ending(number);
        }
        catch (OperationCanceledException)
        {
            return new RunEnding(RunEnd.Stopped, "");
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
