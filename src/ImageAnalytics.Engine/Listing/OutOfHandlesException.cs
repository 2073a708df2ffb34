namespace ImageAnalytics.Engine.Listing;

/// <summary>A file could not be opened because this process, or the machine, has too many open. No fault of the file.</summary>
/// <param name="message">What happened, in whole sentences.</param>
public sealed class OutOfHandlesException(string message) : IOException(message);
