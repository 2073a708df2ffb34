using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Something that a worker tells its supervisor.</summary>
internal abstract record WorkerEvent
{
    private WorkerEvent() { }

    /// <summary>All steps are open; chunks may be sent.</summary>
    public sealed record Ready : WorkerEvent;

    /// <summary>Some steps cannot be opened; the worker ends.</summary>
    public sealed record Refused(IReadOnlyList<string> Problems) : WorkerEvent;

    /// <summary>A chunk is done.</summary>
    public sealed record Done(long Chunk, IReadOnlyList<ItemResult> Results) : WorkerEvent;

    /// <summary>A plugin has something to say to a person.</summary>
    public sealed record Warned(string Message) : WorkerEvent;

    /// <summary>A picture that a step made could not be kept in the store; the worker ends.</summary>
    public sealed record StoreFailed(string Message) : WorkerEvent;

    /// <summary>The worker is gone. The last event.</summary>
    /// <param name="ExitCode">128 + N for signal N; <see cref="WorkerExit.OutOfMemory"/> where it ran out of memory.</param>
    /// <param name="LastWords">The end of what it wrote to standard error.</param>
    public sealed record Exited(int ExitCode, string LastWords) : WorkerEvent;
}
