namespace ImageAnalytics.Engine.Workers;

/// <summary>What a frame between supervisor and worker holds.</summary>
internal enum FrameType : byte
{
    /// <summary>To the worker, first: the job.</summary>
    Job = 1,

    /// <summary>To the worker: a chunk.</summary>
    Chunk = 2,

    /// <summary>To the worker, when it has nothing to do: the file of known contents that counts from now on, as UTF-8; empty for none.</summary>
    Known = 3,

    /// <summary>To the worker: a lane that asked may begin.</summary>
    GoOn = 4,

    /// <summary>From the worker: steps are open, or another file of known contents is.</summary>
    Ready = 16,

    /// <summary>From the worker: problems, a list of texts.</summary>
    Refused = 17,

    /// <summary>From the worker: the chunk's id and the results of its images.</summary>
    Done = 19,

    /// <summary>From the worker: a message, as UTF-8.</summary>
    Warned = 20,

    /// <summary>From the worker, last: why a picture could not be kept in the store, as UTF-8.</summary>
    StoreFailed = 21,

    /// <summary>From the worker: a lane asks whether it may begin something. Empty.</summary>
    Asks = 22,
}
