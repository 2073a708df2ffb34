namespace ImageAnalytics.Training.Tuning;

/// <summary>A trial has no score, because of its values: others may have one.</summary>
internal sealed class TrialFailedException(string message, Exception? cause = null) : Exception(message, cause);
