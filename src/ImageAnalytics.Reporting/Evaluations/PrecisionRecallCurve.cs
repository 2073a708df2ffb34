namespace ImageAnalytics.Reporting;

/// <summary>A precision-recall curve.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Points">Recall and precision, 0 to 1, by growing recall.</param>
public sealed record PrecisionRecallCurve(string Name, IReadOnlyList<(double Recall, double Precision)> Points);
