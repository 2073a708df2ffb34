namespace ImageAnalytics.Reporting.Decks;

/// <summary>A line with points of a chart, in the colour of a series.</summary>
internal sealed record DrawnCurve(int Series, IReadOnlyList<(double X, double Y)> Points);
