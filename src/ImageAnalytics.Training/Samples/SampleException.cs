namespace ImageAnalytics.Training.Samples;

/// <summary>Pictures cannot be drawn as asked; nothing was started. The message says why, to which folder, and what to do.</summary>
/// <param name="message">Whole sentences.</param>
public sealed class SampleException(string message) : Exception(message);
