namespace ImageAnalytics.Benchmarks;

/// <summary>The work of a pipeline without an engine: threads that only read, decode, prepare and run shared sessions.</summary>
internal interface IBareLoop : IDisposable
{
    /// <summary>Makes what one thread needs and gives what it does with the photograph of a number.</summary>
    /// <param name="photographs">The files.</param>
    /// <param name="decoder">The thread's decoder; borrowed.</param>
    IBareWorker Worker(IReadOnlyList<string> photographs, IPhotographDecoder decoder);
}
