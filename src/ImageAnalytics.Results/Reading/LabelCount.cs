namespace ImageAnalytics.Results;

/// <summary>How often a step found a label.</summary>
/// <param name="Step">Index of the step in <see cref="RunReader.Steps"/>.</param>
/// <param name="Kind">The kind of observation.</param>
/// <param name="Label">The label.</param>
/// <param name="Images">Images with at least one.</param>
/// <param name="Observations">Observations in all.</param>
/// <param name="First">Of them, all but a classifier's second and later answers.</param>
/// <param name="MeanConfidence">Their exact mean, rounded to 4 decimals.</param>
public sealed record LabelCount(int Step, string Kind, string Label, long Images, long Observations, long First, decimal MeanConfidence);
