namespace ImageAnalytics.Reporting;

/// <summary>A label of a whole picture or of a box in it.</summary>
/// <param name="Step">The step that gave it.</param>
/// <param name="Region">The id of the box that it belongs to; empty for the whole picture.</param>
/// <param name="Rank">Place among the answers, from 1.</param>
/// <param name="Label">The label.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record ReportClassification(string Step, string Region, int Rank, string Label, double Confidence);
