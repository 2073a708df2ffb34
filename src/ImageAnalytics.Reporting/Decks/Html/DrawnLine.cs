namespace ImageAnalytics.Reporting.Decks;

/// <summary>A thin line of a chart.</summary>
internal sealed record DrawnLine(double X1, double Y1, double X2, double Y2);
