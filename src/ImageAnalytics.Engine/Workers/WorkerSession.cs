using System.Threading.Channels;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Workers;

/// <summary>One worker from start to end: what it was handed, what it began, and whether it keeps to time and memory.</summary>
internal sealed class WorkerSession(IWorker worker, WorkerJob job, TimeProvider clock) : IAsyncDisposable
{
    private const double RetireAt = 0.8;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(5);
    private readonly Dictionary<long, ChunkInWork> _chunks = [];
    private readonly Dictionary<long, (ChunkInWork Chunk, WorkItem Item)> _items = [];
    private readonly Queue<WorkerEvent.Warned> _early = [];
    private long _nextChunk;
    private long _lastLook;
    private bool _outgrown, _garbled;

    /// <summary>Chunks handed over and not done.</summary>
    public int Outstanding => _chunks.Count;

    /// <summary>The same, oldest first.</summary>
    public IReadOnlyList<ChunkInWork> InWork => [.. _chunks.Values];

    /// <summary>The images of the chunk that was done last.</summary>
    public IReadOnlyList<WorkItem> LastDone { get; private set; } = [];

    /// <summary>The image that outlasted its time and for which the worker was killed; null when that is not why it ended.</summary>
    public ChunkInWork? Overdue { get; private set; }

    /// <summary>Whether it has grown so much, or opened so many files, that a fresh one should take over once it has finished what it has.</summary>
    public bool ShouldRetire { get; private set; }

    /// <summary>Waits until all steps are open.</summary>
    /// <returns>Null when they are; how the worker ended when it ended before.</returns>
    /// <exception cref="PluginException">A step cannot be opened.</exception>
    /// <exception cref="WorkerFailedException">The worker did not answer in five minutes.</exception>
    public async Task<WorkerEvent.Exited?> WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            WorkerEvent? next = await TryNextAsync(cancellationToken).ConfigureAwait(false);
            switch (next)
            {
                case WorkerEvent.Ready:
                    return null;
                case WorkerEvent.Refused refused:
                    throw new PluginException(refused.Problems);
                case WorkerEvent.Exited exited:
                    return exited;
                case WorkerEvent.Warned warned:
                    _early.Enqueue(warned); // What a step says while it opens is told like what it says later.
                    break;
                case null when clock.GetElapsedTime(start) > s_start:
                    throw new WorkerFailedException($"The worker process did not open the models within {s_start.TotalMinutes} minutes.");
            }
        }
    }

    /// <summary>Hands over images as one chunk.</summary>
    public void Send(List<WorkItem> items)
    {
        ChunkInWork chunk = new(new Chunk(_nextChunk++, items));
        _chunks.Add(chunk.Chunk.Id, chunk);
        foreach (WorkItem item in items)
        {
            _items[item.Ordinal] = (chunk, item);
        }

        worker.Send(chunk.Chunk);
    }

    /// <summary>The next event; looks at time and memory while it waits, and kills a worker that keeps to neither.</summary>
    /// <exception cref="StoreException">A picture that a step made could not be kept.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; the worker is told so.</exception>
    public async Task<WorkerEvent> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_early.TryDequeue(out WorkerEvent.Warned? early))
            {
                return early;
            }

            if (await TryNextAsync(cancellationToken).ConfigureAwait(false) is { } next)
            {
                if (next is WorkerEvent.Done done && !TryTakeOut(done))
                {
                    _garbled = true; // Something in it overwrote what it says: nothing of that counts, and what it has is tried again.
                    worker.Kill();
                    continue;
                }

                if (next is WorkerEvent.StoreFailed failed)
                {
                    throw new StoreException(failed.Message);
                }

                if (next is WorkerEvent.Exited exited)
                {
                    ReadBoard();
                    return _garbled ? exited with { ExitCode = WorkerExit.Garbled } : exited;
                }

                LookIfDue(); // After a chunk that is done was taken out: it is not late, its news were.
                return next;
            }
        }
    }

    /// <summary>Why the worker ended: the failure class of whatever image is guilty of it, and the reason in words.</summary>
    public (string Failure, string Text) Verdict(WorkerEvent.Exited exited)
    {
        if (Overdue is not null)
        {
            return (FailureClasses.Timeout, FormattableString.Invariant($"it took longer than {job.Limits.Timeout.TotalSeconds:0.###} s"));
        }

        return _outgrown || exited.ExitCode == WorkerExit.OutOfMemory
            ? (FailureClasses.OutOfMemory, FormattableString.Invariant($"the worker process needed more than {job.Limits.MaxWorkerMegabytes} MB of memory"))
            : (FailureClasses.Crash, $"the worker process ended ({WorkerExit.Text(exited.ExitCode)})");
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    // The results must be those of the images of a chunk that it has, one each in their order.
    private bool TryTakeOut(WorkerEvent.Done done)
    {
        if (_garbled || !_chunks.TryGetValue(done.Chunk, out ChunkInWork? chunk)
            || !done.Results.Select(r => r.Ordinal).SequenceEqual(chunk.Chunk.Items.Select(i => i.Ordinal)))
        {
            return false;
        }

        _chunks.Remove(done.Chunk);
        LastDone = chunk.Chunk.Items;
        foreach (WorkItem item in chunk.Chunk.Items)
        {
            _items.Remove(item.Ordinal);
        }

        return true;
    }

    private async Task<WorkerEvent?> TryNextAsync(CancellationToken cancellationToken)
    {
        if (worker.Events.TryRead(out WorkerEvent? ready))
        {
            return ready;
        }

        using CancellationTokenSource look = new(s_look, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, cancellationToken);
        try
        {
            return await worker.Events.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return new WorkerEvent.Exited(WorkerExit.Fault, ""); // It is gone, and nobody was told with what code.
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!worker.Events.TryPeek(out _))
            {
                Look();
            }

            return null;
        }
    }

    private void LookIfDue()
    {
        if (clock.GetElapsedTime(_lastLook) >= s_look)
        {
            Look();
        }
    }

    private void Look()
    {
        _lastLook = clock.GetTimestamp();
        if (!worker.IsIsolated || Overdue is not null || _outgrown)
        {
            return;
        }

        ReadBoard();
        long megabytes = worker.ResidentBytes >> 20;
        ShouldRetire |= megabytes > job.Limits.MaxWorkerMegabytes * RetireAt || worker.HandlesUsed > RetireAt;
        _outgrown = megabytes > job.Limits.MaxWorkerMegabytes;
        Overdue = _outgrown ? null : _chunks.Values.FirstOrDefault(c => c.Current is not null && clock.GetElapsedTime(c.Since) > job.Limits.Timeout);
        if (_outgrown || Overdue is not null)
        {
            worker.Kill();
        }
    }

    private void ReadBoard()
    {
        foreach ((long ordinal, int stage) in worker.Begun)
        {
            if (_items.TryGetValue(ordinal, out (ChunkInWork Chunk, WorkItem Item) found))
            {
                found.Chunk.Begin(found.Item, stage, clock.GetTimestamp());
            }
        }
    }
}
