namespace ImageAnalytics.Engine.Plugins;

/// <summary>Which plugins are trusted cannot be told.</summary>
/// <param name="message">Whole sentences.</param>
/// <param name="cause">What went wrong.</param>
public sealed class TrustException(string message, Exception cause) : Exception(message, cause);
