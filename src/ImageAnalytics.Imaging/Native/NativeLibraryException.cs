namespace ImageAnalytics.Imaging;

/// <summary>A native library of the system is missing or too old. It is a fault of the machine, not of a picture.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which library, and which package to install.</param>
    /// <param name="inner">What the loader threw.</param>
    public NativeLibraryException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
