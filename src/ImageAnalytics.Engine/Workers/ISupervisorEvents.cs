using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Hears what a supervisor achieves. Called from one thread at a time.</summary>
internal interface ISupervisorEvents
{
    /// <summary>A worker has opened all steps and is about to get its first chunk.</summary>
    void WorkerReady();

    /// <summary>An image is finished, well or as a failure.</summary>
    ValueTask FinishedAsync(ItemResult result, CancellationToken cancellationToken);

    /// <summary>All images of the source that were not put aside are finished, and the worker is about to be ended, which takes a while: what is to be done with them can begin.</summary>
    ValueTask SourceFinishedAsync(CancellationToken cancellationToken);

    /// <summary>Something that a person should know, in one line.</summary>
    /// <param name="message">What happened, and what is done about it.</param>
    /// <param name="lastWords">The end of what a worker that is gone wrote; may have many lines, may be empty.</param>
    void Note(string message, string lastWords = "");
}
