using ScottPlot;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>Colours of charts on a light and on a dark page.</summary>
/// <param name="Ink">Text and axes.</param>
/// <param name="Line">The grid.</param>
/// <param name="Paper">Behind the chart.</param>
/// <param name="Series">Colours of the data, in order.</param>
internal sealed record ChartTheme(Color Ink, Color Line, Color Paper, IReadOnlyList<Color> Series)
{
    /// <summary>For light pages.</summary>
    public static ChartTheme Light { get; } = new(Of("#5b6570"), Of("#dfe3e8"), Of("#ffffff"), Colours("#1971c2", "#d9480f", "#2b8a3e", "#c2255c", "#7048e8", "#0b7285", "#e8a200", "#495057"));

    /// <summary>For dark pages.</summary>
    public static ChartTheme Dark { get; } = new(Of("#9aa5b1"), Of("#323942"), Of("#1d2126"), Colours("#74b3f0", "#ff8f5a", "#69db7c", "#faa2c1", "#b197fc", "#66d9e8", "#ffd43b", "#ced4da"));

    private static Color Of(string hex) => Color.FromHex(hex);

    private static Color[] Colours(params string[] hex) => [.. hex.Select(Of)];
}
