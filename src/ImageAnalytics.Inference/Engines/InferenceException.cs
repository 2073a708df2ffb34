namespace ImageAnalytics.Inference.Engines;

/// <summary>An engine could not run a network on one input. Concerns that input alone.</summary>
public sealed class InferenceException : Exception
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="message">A whole sentence.</param>
    /// <param name="cause">What the engine reported.</param>
    public InferenceException(string message, Exception cause) : base(message, cause) { }
}
