using ImageAnalytics.Cluster.Jobs;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>What a node tells of itself. Thread-safe.</summary>
internal sealed class NodeState
{
    private readonly Lock _gate = new();
    private string _state = NodeStates.Waiting, _doing = "";
    private long _shards, _images;
    private double _rate;

    /// <summary>All of it.</summary>
    public (string State, string Doing, long Shards, long Images, double Rate) Now
    {
        get
        {
            lock (_gate)
            {
                return (_state, _doing, _shards, _images, _rate);
            }
        }
    }

    /// <summary>What it does now.</summary>
    public void Set(string state, string doing)
    {
        lock (_gate)
        {
            (_state, _doing) = (state, doing);
        }
    }

    /// <summary>A shard is finished.</summary>
    public void Finished(long images, double imagesPerSecond)
    {
        lock (_gate)
        {
            (_shards, _images, _state, _doing) = (_shards + 1, _images + images, NodeStates.Waiting, "");
            _rate = images > 0 ? imagesPerSecond : _rate;
        }
    }
}
