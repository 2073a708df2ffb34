namespace ImageAnalytics.Results;

/// <summary>How many findings of a step have a confidence in one tenth of 0 to 1.</summary>
/// <param name="Step">Index of the step in <see cref="RunReader.Steps"/>.</param>
/// <param name="Tenth">0 for 0 to below 0.1, up to 9 for 0.9 to 1.</param>
/// <param name="Observations">How many.</param>
public sealed record ConfidenceBin(int Step, int Tenth, long Observations);
