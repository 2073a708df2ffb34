using System.Threading.Channels;
using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Lanes at work, in this process or in a child. Disposing it ends it in the middle of what it does.</summary>
internal interface IWorker : IAsyncDisposable
{
    /// <summary>What it tells, in order; ends after <see cref="WorkerEvent.Exited"/>.</summary>
    ChannelReader<WorkerEvent> Events { get; }

    /// <summary>Whether it can be killed without harm to this process, and so be watched for time and memory.</summary>
    bool IsIsolated { get; }

    /// <summary>Bytes of memory that it holds now; 0 when unknown.</summary>
    long ResidentBytes { get; }

    /// <summary>Which part of the files that it may have open are open, from 0 to 1; 0 when unknown.</summary>
    double HandlesUsed { get; }

    /// <summary>What each lane began last; stays readable when the worker is gone.</summary>
    IReadOnlyList<(long Ordinal, int Stage)> Begun { get; }

    /// <summary>Hands it a chunk.</summary>
    void Send(Chunk chunk);

    /// <summary>Ends it at once, in the middle of what it does.</summary>
    void Kill();
}
