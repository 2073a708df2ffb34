namespace ImageAnalytics.Results;

/// <summary>How often a step found a label in one group of images.</summary>
/// <param name="Group">The folder or the day.</param>
/// <param name="Label">The label.</param>
/// <param name="Images">Images of the group with at least one.</param>
/// <param name="Observations">Observations in all.</param>
public sealed record GroupCount(string Group, string Label, long Images, long Observations);
