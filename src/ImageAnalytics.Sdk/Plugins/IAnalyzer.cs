namespace ImageAnalytics.Sdk;

/// <summary>A plugin at work for one step. Used by one lane at a time.</summary>
/// <remarks>What is expensive (a session) should be shared inside the plugin between its analyzers.</remarks>
public interface IAnalyzer : IDisposable
{
    /// <summary>Looks at every region of a batch and tells the sink what it found.</summary>
    /// <param name="batch">One or more regions of one image, borrowed for the call.</param>
    /// <param name="sink">Takes the observations; the order in which they are added is kept.</param>
    /// <param name="cancellationToken">Cancelled when the run stops; a long network run should end early then.</param>
    /// <remarks>An exception is recorded as <c>model-error</c> for this image and step; the other images go on.</remarks>
    void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken);
}
