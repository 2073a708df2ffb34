namespace ImageAnalytics.Reporting;

/// <summary>One label of one step, over the whole run.</summary>
/// <param name="Kind">One of the Sdk's observation kinds.</param>
/// <param name="Label">The label; empty for an unknown face.</param>
/// <param name="Images">Images that have it.</param>
/// <param name="Observations">Observations that have it.</param>
/// <param name="MeanConfidence">Mean confidence of these, 0 to 1.</param>
public sealed record ReportLabel(string Kind, string Label, long Images, long Observations, double MeanConfidence);
