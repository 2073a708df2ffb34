using System.Threading.Channels;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Lanes in this process, without protection. A crash of a model ends everything.</summary>
internal sealed class InProcessWorker : IWorker, IPoolEvents, IAnalyzerLog
{
    private readonly Channel<WorkerEvent> _events = Channel.CreateUnbounded<WorkerEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LanePool? _pool;

    public InProcessWorker(WorkerJob job, PluginHost host, SharedAssemblies shared)
    {
        try
        {
            _pool = new LanePool(job, new JobOpener(host, shared, this).Open(job), this);
            _events.Writer.TryWrite(new WorkerEvent.Ready());
        }
        catch (PluginException e)
        {
            _events.Writer.TryWrite(new WorkerEvent.Refused(e.Problems));
            _events.Writer.TryComplete();
        }
    }

    public ChannelReader<WorkerEvent> Events => _events.Reader;

    public bool IsIsolated => false;

    public long ResidentBytes => 0;

    public double HandlesUsed => 0;

    public IReadOnlyList<(long Ordinal, int Stage)> Begun => [];

    public void Send(Chunk chunk) => _pool!.Post(chunk);

    public void Kill() => _pool?.Cancel();

    public void Begin(int lane, long ordinal, int stage) { }

    public void Done(long chunk, IReadOnlyList<ItemResult> results) => _events.Writer.TryWrite(new WorkerEvent.Done(chunk, results));

    public void Fault(Exception exception)
    {
        if (exception is StoreException)
        {
            _events.Writer.TryWrite(new WorkerEvent.StoreFailed(exception.Message));
        }

        _events.Writer.TryComplete(exception);
    }

    public void Warn(string message) => _events.Writer.TryWrite(new WorkerEvent.Warned(message));

    public ValueTask DisposeAsync()
    {
        Kill();
        _pool?.Dispose();
        _events.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }
}
