namespace ImageAnalytics.Reporting.Decks;

/// <summary>A chart: categories, and a value of each series for each of them.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="CategoryName">What the categories are.</param>
/// <param name="ValueName">What the values count.</param>
/// <param name="Categories">Their names, at least one.</param>
/// <param name="Series">At least one; each has as many values as there are categories.</param>
public sealed record DeckChart(ChartKind Kind, string CategoryName, string ValueName, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series);
