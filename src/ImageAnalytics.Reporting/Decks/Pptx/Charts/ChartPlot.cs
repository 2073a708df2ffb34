using DocumentFormat.OpenXml;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes the bars, columns or lines of a chart.</summary>
internal static class ChartPlot
{
    /// <summary>The ids by which a plot names its axes.</summary>
    public const uint CategoryAxis = 111_111_111, ValueAxis = 222_222_222;

    public static OpenXmlCompositeElement Of(DeckChart chart)
    {
        IReadOnlyList<string> categories = ChartText.Categories(chart), names = ChartText.Series(chart);
        if (chart.Kind == ChartKind.Lines)
        {
            return new C.LineChart(
            [
                new C.Grouping { Val = C.GroupingValues.Standard }, new C.VaryColors { Val = false },
                .. chart.Series.Select((s, i) => LineSeries(s, i, names[i], categories)),
                new C.ShowMarker { Val = true }, .. AxisIds(),
            ]);
        }

        bool stacked = chart.Kind == ChartKind.Bars && chart.Series.Count > 1;
        return new C.BarChart(
        [
            new C.BarDirection { Val = chart.Kind == ChartKind.Bars ? C.BarDirectionValues.Bar : C.BarDirectionValues.Column },
            new C.BarGrouping { Val = stacked ? C.BarGroupingValues.Stacked : C.BarGroupingValues.Clustered },
            new C.VaryColors { Val = false },
            .. chart.Series.Select((s, i) => BarSeries(s, i, names[i], categories, labelled: chart.Series.Count == 1)),
            new C.GapWidth { Val = 45 }, .. stacked ? [new C.Overlap { Val = 100 }] : Array.Empty<OpenXmlElement>(),
            .. AxisIds(),
        ]);
    }

    private static OpenXmlElement[] AxisIds() => [new C.AxisId { Val = CategoryAxis }, new C.AxisId { Val = ValueAxis }];

    private static C.BarChartSeries BarSeries(ChartSeries series, int index, string name, IReadOnlyList<string> categories, bool labelled)
        => new(
        [
            new C.Index { Val = (uint)index }, new C.Order { Val = (uint)index }, Name(index, name),
            new C.ChartShapeProperties(ChartStyle.Series(index).Fill()), new C.InvertIfNegative { Val = false },
            .. labelled ? [Labels()] : Array.Empty<OpenXmlElement>(),
            Categories(categories), Values(series, index),
        ]);

    private static C.LineChartSeries LineSeries(ChartSeries series, int index, string name, IReadOnlyList<string> categories)
        => new(
            new C.Index { Val = (uint)index }, new C.Order { Val = (uint)index }, Name(index, name),
            new C.ChartShapeProperties(new A.Outline(ChartStyle.Series(index).Fill(), new A.Round()) { Width = 28_575 }),
            new C.Marker(new C.Symbol { Val = C.MarkerStyleValues.Circle }, new C.Size { Val = 6 }, new C.ChartShapeProperties(ChartStyle.Series(index).Fill(), new A.Outline(new A.NoFill()))),
            Categories(categories), Values(series, index), new C.Smooth { Val = false });

    private static C.DataLabels Labels() => new(
        new C.ShowLegendKey { Val = false }, new C.ShowValue { Val = true }, new C.ShowCategoryName { Val = false }, new C.ShowSeriesName { Val = false },
        new C.ShowPercent { Val = false }, new C.ShowBubbleSize { Val = false });

    private static C.SeriesText Name(int index, string name) => new(new C.StringReference(
        new C.Formula($"{ChartWorkbook.SheetName}!${ChartWorkbook.Column(index + 1)}$1"),
        new C.StringCache(new C.PointCount { Val = 1 }, Point(0, name))));

    private static C.CategoryAxisData Categories(IReadOnlyList<string> categories) => new(new C.StringReference(
        new C.Formula($"{ChartWorkbook.SheetName}!$A$2:$A${categories.Count + 1}"),
        new C.StringCache([new C.PointCount { Val = (uint)categories.Count }, .. categories.Select((c, i) => Point(i, c))])));

    private static C.Values Values(ChartSeries series, int index)
    {
        string column = ChartWorkbook.Column(index + 1);
        return new C.Values(new C.NumberReference(
            new C.Formula($"{ChartWorkbook.SheetName}!${column}$2:${column}${series.Values.Count + 1}"),
            new C.NumberingCache(
            [
                new C.FormatCode("#,##0"), new C.PointCount { Val = (uint)series.Values.Count },
                .. series.Values.Select((v, i) => new C.NumericPoint(new C.NumericValue(ChartWorkbook.Invariant(v))) { Index = (uint)i }),
            ])));
    }

    private static C.StringPoint Point(int index, string text) => new(new C.NumericValue(ChartWorkbook.Literal(text))) { Index = (uint)index };
}
