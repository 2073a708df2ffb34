namespace ImageAnalytics.Reporting;

/// <summary>How a label compares with what is known to be true, by hundredths of confidence.</summary>
/// <param name="Marked">How many there are in truth.</param>
/// <param name="Right">Right observations; one number for each hundredth.</param>
/// <param name="Wrong">Wrong observations.</param>
public sealed record ReportTruth(long Marked, IReadOnlyList<long> Right, IReadOnlyList<long> Wrong);
