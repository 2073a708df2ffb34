namespace ImageAnalytics.Results;

/// <summary>How often a step of a recorded run found a label.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Kind">The kind of observation.</param>
/// <param name="Label">The label.</param>
/// <param name="Images">Images with at least one.</param>
/// <param name="Observations">Observations in all.</param>
/// <param name="First">Of them, all but a classifier's second and later answers; all of a run by a version that did not count them.</param>
public sealed record RecordedLabel(string Step, string Kind, string Label, long Images, long Observations, long First);
