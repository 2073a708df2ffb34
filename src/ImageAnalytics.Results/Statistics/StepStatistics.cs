namespace ImageAnalytics.Results.Statistics;

/// <summary>One step over a whole run.</summary>
/// <param name="Step">Index of the step in <see cref="RunReader.Steps"/>.</param>
/// <param name="Images">Images in which it found something.</param>
/// <param name="Observations">What it found in all.</param>
/// <param name="Surest">Images by the confidence of the surest observation of the step in them.</param>
public sealed record StepStatistics(int Step, long Images, long Observations, ConfidenceHistogram Surest);
