using System.Threading.Channels;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>Gathers finished images and commits them as segments beside the lanes' work: 512 at a time, fewer where much was found in them, or what there is after 15 seconds.</summary>
internal sealed class ResultCollector : IAsyncDisposable
{
    private const int SegmentImages = 512;
    private const long SegmentWeight = 2 * ResultWeight.Most;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(15);
    private readonly RunLedger _ledger;
    private readonly Lock _ledgerLock;
    private readonly TimeProvider _clock;
    private readonly Channel<(List<ItemResult> Results, TaskCompletionSource Committed)> _segments
        = Channel.CreateBounded<(List<ItemResult>, TaskCompletionSource)>(1);
    private readonly Task _committing;
    private Task _last = Task.CompletedTask;
    private volatile Task? _failed;
    private List<ItemResult> _gathered = new(SegmentImages);
    private long _since, _weight;

    /// <param name="ledger">Where results go.</param>
    /// <param name="ledgerLock">Held whenever the ledger is used.</param>
    /// <param name="clock">Tells the time.</param>
    public ResultCollector(RunLedger ledger, Lock ledgerLock, TimeProvider clock)
    {
        (_ledger, _ledgerLock, _clock) = (ledger, ledgerLock, clock);
        // One thread for all segments: what native code keeps for each thread is then kept once.
        _committing = Task.Factory.StartNew(CommitAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Adds a finished image; waits when committing cannot keep up.</summary>
    /// <exception cref="StoreException">An earlier segment could not be committed.</exception>
    public async ValueTask AddAsync(ItemResult result, CancellationToken cancellationToken)
    {
        if (_gathered.Count == 0)
        {
            _since = _clock.GetTimestamp();
        }

        _gathered.Add(result);
        _weight += ResultWeight.Of(result);
        if (_gathered.Count >= SegmentImages || _weight >= SegmentWeight || _clock.GetElapsedTime(_since) > s_longest)
        {
            await HandOverAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Begins to commit what was gathered.</summary>
    /// <exception cref="StoreException">An earlier segment could not be committed.</exception>
    public ValueTask BeginFlushAsync(CancellationToken cancellationToken) => _gathered.Count > 0 ? HandOverAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Commits what was gathered and waits until all of it is on disk; more may be added afterwards.</summary>
    /// <exception cref="StoreException">A segment could not be committed.</exception>
    public async Task FlushAsync()
    {
        await BeginFlushAsync(CancellationToken.None).ConfigureAwait(false);
        await _last.ConfigureAwait(false);
        await (_failed ?? Task.CompletedTask).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _segments.Writer.TryComplete();
        await _committing.ConfigureAwait(false);
    }

    private async ValueTask HandOverAsync(CancellationToken cancellationToken)
    {
        // Also one before the last: that may have been handed over before this one failed, and have been committed.
        await (_failed ?? Task.CompletedTask).ConfigureAwait(false);
        TaskCompletionSource committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _segments.Writer.WriteAsync((_gathered, committed), cancellationToken).ConfigureAwait(false);
        _last = committed.Task;
        (_gathered, _weight) = (new List<ItemResult>(SegmentImages), 0);
    }

    private void CommitAll()
    {
        lock (_ledgerLock)
        {
            _ledger.Rehearse();
        }

        foreach ((List<ItemResult> results, TaskCompletionSource committed) in _segments.Reader.ReadAllAsync().ToBlockingEnumerable())
        {
            try
            {
                lock (_ledgerLock)
                {
                    _ledger.Commit([.. results.Select(r => r.Image).OfType<ImageResult>()], [.. results.Select(r => r.File).OfType<FileFailure>()]);
                }

                committed.SetResult();
            }
            catch (Exception e)
            {
                committed.SetException(e); // Goes to whoever adds or flushes next.
                _failed ??= committed.Task;
            }
        }
    }
}
