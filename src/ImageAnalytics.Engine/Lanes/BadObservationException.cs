namespace ImageAnalytics.Engine.Lanes;

/// <summary>A plugin reported what cannot be kept; the message says what was expected and is shown as it stands.</summary>
internal sealed class BadObservationException(string message, Exception? inner = null) : ArgumentException(message, inner);
