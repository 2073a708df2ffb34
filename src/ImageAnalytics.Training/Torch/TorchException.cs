namespace ImageAnalytics.Training.Torch;

/// <summary>TorchSharp's native libraries cannot be used on this machine. The message says why and what to do.</summary>
public sealed class TorchException : Exception
{
    /// <summary>Makes one.</summary>
    public TorchException(string message) : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public TorchException(string message, Exception cause) : base(message, cause)
    {
    }
}
