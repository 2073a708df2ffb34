namespace ImageAnalytics.Reporting.Decks;

/// <summary>A series of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">A finite number for each category.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double> Values);
