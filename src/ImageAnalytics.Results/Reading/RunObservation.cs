namespace ImageAnalytics.Results;

/// <summary>An observation of a finished run.</summary>
/// <param name="Ordinal">The ordinal of its image.</param>
/// <param name="Step">Index of its step in <see cref="RunReader.Steps"/>.</param>
/// <param name="Stored">What was found, with its number and its parent's.</param>
public sealed record RunObservation(long Ordinal, int Step, StoredObservation Stored);
