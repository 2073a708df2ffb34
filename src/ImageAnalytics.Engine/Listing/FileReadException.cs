namespace ImageAnalytics.Engine.Listing;

/// <summary>A file could not be read; becomes a recorded result.</summary>
/// <param name="failure">One of the failure classes.</param>
/// <param name="message">What happened, in whole sentences.</param>
public sealed class FileReadException(string failure, string message) : Exception(message)
{
    /// <summary>One of the failure classes.</summary>
    public string Failure { get; } = failure;
}
