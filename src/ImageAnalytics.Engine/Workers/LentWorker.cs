using System.Threading.Channels;
using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>A worker that is given back instead of ended, if it is still good for the next job.</summary>
internal sealed class LentWorker(ChildWorker worker, JobLimits limits, Action<ChildWorker> giveBack) : IWorker
{
    private const double TooFull = 0.8;

    public ChannelReader<WorkerEvent> Events => worker.Events;

    public bool IsIsolated => worker.IsIsolated;

    public long ResidentBytes => worker.ResidentBytes;

    public double HandlesUsed => worker.HandlesUsed;

    public IReadOnlyList<(long Ordinal, int Stage)> Begun => worker.Begun;

    public void Send(Chunk chunk) => worker.Send(chunk);

    public void Kill() => worker.Kill();

    public ValueTask DisposeAsync()
    {
        if (!worker.IsIdle || worker.ResidentBytes >> 20 > limits.MaxWorkerMegabytes * TooFull || worker.HandlesUsed > TooFull)
        {
            return worker.DisposeAsync();
        }

        giveBack(worker);
        return ValueTask.CompletedTask;
    }
}
