namespace ImageAnalytics.Reporting;

/// <summary>How often a classifier is right among answers of about the same confidence.</summary>
/// <param name="Bins">For each bin its borders, the number of answers, and the part of them that is right, 0 to 1 each.</param>
/// <param name="ExpectedError">The expected calibration error, 0 to 1.</param>
public sealed record ReliabilityDiagram(IReadOnlyList<(double From, double To, int Count, double Accuracy)> Bins, double ExpectedError);
