namespace ImageAnalytics.Engine.Workers;

/// <summary>Workers cannot be kept running at all, whatever the images; the run cannot finish.</summary>
public sealed class WorkerFailedException(string message) : Exception(message);
