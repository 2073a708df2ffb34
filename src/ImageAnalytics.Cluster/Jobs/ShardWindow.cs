using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Jobs;

/// <summary>Which shards of a plan are done, queued, or still to be queued. Only some are queued at once, however many there are.</summary>
internal sealed class ShardWindow
{
    private readonly SharedPlan _plan;
    private readonly HashSet<int> _done;
    private readonly Queue<int> _again = new();
    private HashSet<int> _queued = [];
    private int _next = 1;

    /// <param name="plan">The plan; what is done of it already is asked for once.</param>
    public ShardWindow(SharedPlan plan) => (_plan, _done) = (plan, [.. plan.Done()]);

    /// <summary>Shards that are not done.</summary>
    public int Left => _plan.Shards - _done.Count;

    /// <summary>Images of them.</summary>
    public long ImagesLeft => _plan.Images - _done.Sum(_plan.ImagesOf);

    /// <summary>Takes it that a shard is done.</summary>
    /// <returns>Whether that was not known.</returns>
    public bool Finish(int shard) => shard >= 1 && shard <= _plan.Shards && _done.Add(shard);

    /// <summary>Compares with what is queued now.</summary>
    /// <param name="queued">The shards in the queue.</param>
    /// <returns>Those that left it and are done. The others that left it are queued again.</returns>
    public IReadOnlyList<int> Compare(IReadOnlySet<int> queued)
    {
        List<int> finished = [];
        foreach (int shard in _queued.Where(s => !queued.Contains(s) && !_done.Contains(s)).Order())
        {
            if (_plan.IsDone(shard) && Finish(shard))
            {
                finished.Add(shard);
            }
            else
            {
                _again.Enqueue(shard);
            }
        }

        _queued = [.. queued];
        return finished;
    }

    /// <summary>Shards to queue now, so that no more than so many are.</summary>
    public IReadOnlyList<int> Fill(int most)
    {
        List<int> added = [];
        while (_queued.Count < most && Take() is { } shard)
        {
            _queued.Add(shard);
            added.Add(shard);
        }

        return added;
    }

    private int? Take()
    {
        while (_again.TryDequeue(out int shard))
        {
            if (!_done.Contains(shard) && !_queued.Contains(shard))
            {
                return shard;
            }
        }

        for (; _next <= _plan.Shards; _next++)
        {
            if (!_done.Contains(_next) && !_queued.Contains(_next))
            {
                return _next++;
            }
        }

        return null;
    }
}
