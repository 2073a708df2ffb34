namespace ImageAnalytics.Engine.Runs;

/// <summary>The input folders hold no picture at all, or cannot be listed.</summary>
public sealed class EmptyInputException(string message) : Exception(message);
