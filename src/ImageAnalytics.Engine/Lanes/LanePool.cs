using System.Collections.Concurrent;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>The lanes of one worker: a thread each, which take chunks from one queue. The one place that runs analysis.</summary>
internal sealed class LanePool : IDisposable
{
    private readonly BlockingCollection<Chunk> _chunks = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly KnownContents _known;
    private readonly IPoolEvents _events;
    private readonly Lane[] _lanes;
    private readonly Thread[] _threads;

    /// <summary>Starts a thread for each lane.</summary>
    /// <param name="job">What to do.</param>
    /// <param name="steps">The open steps of each lane; ownership passes.</param>
    /// <param name="events">Hears what happens.</param>
    public LanePool(WorkerJob job, IReadOnlyList<IReadOnlyList<OpenStep>> steps, IPoolEvents events)
    {
        _events = events;
        _known = new KnownContents(job.KnownContents);
        BlobStore? blobs = job.OutputFolder is { } output ? new BlobStore(output) : null;
        _lanes = [.. steps.Select((s, i) => new Lane(i, s, job, _known, blobs, events))];
        _threads = [.. _lanes.Select((lane, i) => new Thread(() => Work(lane)) { IsBackground = true, Name = $"lane {i + 1}" })];
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Queues a chunk.</summary>
    public void Post(Chunk chunk) => _chunks.Add(chunk);

    /// <summary>Takes another file of known contents. While no lane has anything to do.</summary>
    public void Know(string? path) => _known.Replace(path);

    /// <summary>Tells the lanes to stop in the middle of what they do. Returns at once.</summary>
    public void Cancel() => _stop.Cancel();

    /// <summary>Waits for the lanes to end what they do, then closes the steps.</summary>
    public void Dispose()
    {
        _chunks.CompleteAdding();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        foreach (Lane lane in _lanes)
        {
            lane.Dispose();
        }

        _known.Dispose();
        _chunks.Dispose();
        _stop.Dispose();
    }

    private void Work(Lane lane)
    {
        try
        {
            foreach (Chunk chunk in _chunks.GetConsumingEnumerable(_stop.Token))
            {
                List<ItemResult> results = new(chunk.Items.Count);
                foreach (WorkItem item in chunk.Items)
                {
                    _stop.Token.ThrowIfCancellationRequested();
                    results.Add(lane.Process(item, _stop.Token));
                }

                _events.Done(chunk.Id, results);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped: what was not reported is not done.
        }
        catch (Exception e)
        {
            _events.Fault(e);
        }
    }
}
