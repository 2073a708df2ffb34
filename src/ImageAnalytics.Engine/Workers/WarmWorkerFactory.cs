using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Starts workers, and hands one that has nothing left to do to whoever has the same job next: its models stay loaded. Used by one thread at a time.</summary>
/// <param name="children">Starts them; borrowed.</param>
internal sealed class WarmWorkerFactory(ChildWorkerFactory children) : IWorkerFactory, IAsyncDisposable
{
    private (ChildWorker Worker, WorkerJob Job)? _kept;

    public IWorker Start(WorkerJob job)
    {
        WorkerJob same = job with { KnownContents = null };
        if (_kept is { } kept)
        {
            _kept = null;
            if (kept.Job == same && kept.Worker.IsIdle)
            {
                kept.Worker.Know(job.KnownContents);
                return new LentWorker(kept.Worker, job.Limits, w => _kept = (w, same));
            }

            kept.Worker.DisposeAsync().AsTask().GetAwaiter().GetResult(); // Before the next one: two would need memory for two.
        }

        return new LentWorker(children.Start(job), job.Limits, w => _kept = (w, same));
    }

    /// <summary>Ends the worker that is kept.</summary>
    public ValueTask DisposeAsync()
    {
        ChildWorker? kept = _kept?.Worker;
        _kept = null;
        return kept?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
