namespace ImageAnalytics.Reporting.Decks;

/// <summary>Texts of a chart, short enough to stand beside it.</summary>
internal static class ChartText
{
    private const double Longest = 200, Size = 12;

    /// <summary>The categories with shortened names; numbers are untouched.</summary>
    public static IReadOnlyList<string> Categories(DeckChart chart)
        => [.. chart.Categories.Select(c => chart.CategoryName == "folder" ? TextFit.Middle(DeckText.Of(c), Longest, Size) : TextFit.End(DeckText.Of(c), Longest, Size))];

    /// <summary>The names of the series, shortened.</summary>
    public static IReadOnlyList<string> Series(DeckChart chart) => [.. chart.Series.Select(s => TextFit.End(DeckText.Of(s.Name), Longest * 0.7, Size))];

    /// <summary>The chart in words, for those who do not see it.</summary>
    public static string Description(DeckChart chart)
    {
        IReadOnlyList<string> categories = Categories(chart), series = Series(chart);
        IEnumerable<string> parts = chart.Series.Select((s, i) => (chart.Series.Count > 1 ? series[i] + ": " : "") + string.Join(", ", categories.Select((c, j) => $"{c} {Number(s.Values[j])}")));
        return DeckText.Of($"Chart of {chart.ValueName} by {chart.CategoryName}. {string.Join("; ", parts)}.");
    }

    /// <summary>A number of a chart for a person.</summary>
    public static string Number(double value) => double.IsInteger(value) ? Format.Count((long)value) : Format.Confidence(value);
}
