namespace ImageAnalytics.Reporting.Decks;

/// <summary>How a chart is drawn.</summary>
public enum ChartKind
{
    /// <summary>Bars from left to right, the first category on top, series one behind the other.</summary>
    Bars,

    /// <summary>Columns, series side by side.</summary>
    Columns,

    /// <summary>A line for each series.</summary>
    Lines,
}
