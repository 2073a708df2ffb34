using ImageAnalytics.Results.Trends;
using ScottPlot;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>The charts of how figures changed from run to run. Their dates and legends are in the page, where they have the reader's form.</summary>
internal static class TrendCharts
{
    /// <summary>Names of the charts' files.</summary>
    private const string Found = "trend-found", Images = "trend-images", Failed = "trend-failed";

    // Room for the numbers at the left; the page puts the dates under the rest. Style sheets know these numbers as shares of the width.
    private const int Left = 68, Right = 12, Top = 12, Bottom = 12;
    private const int Dots = 40, MostMarkers = 40, ColourOfNew = 0, ColourOfFailed = 3, ColourOfAll = 8;

    /// <summary>Draws them; none for a run without others before it.</summary>
    public static IReadOnlyList<TrendChart> Write(string folder, RunTrend trend)
    {
        if (trend.Runs.Count < 2)
        {
            return [];
        }

        List<TrendChart> charts = [];
        if (trend.Labels.Count > 0)
        {
            charts.Add(Draw(folder, Found, trend, "What was found", [.. trend.Labels.Select((l, i) => (Name(l), i, Values(trend, i)))], Curves));
        }

        (string Name, int Colour, double[] Values)[] images =
        [
            ("images", ColourOfAll, [.. trend.Runs.Select(r => (double)r.Counts.Images)]),
            ("looked at in the run", ColourOfNew, [.. trend.Runs.Select(r => (double)r.Counts.New)]),
        ];
        charts.Add(Draw(folder, Images, trend, "How many images", images, Bars));
        double[] failed = [.. trend.Runs.Select(r => (double)(r.Counts.Failed + r.Counts.Partial))];
        if (failed.Any(f => f > 0))
        {
            charts.Add(Draw(folder, Failed, trend, "How many failed, wholly or in a step", [("failed, or in part", ColourOfFailed, failed)], Bars));
        }

        return charts;
    }

    private static string Name(string label) => VisibleText.Of(label.Length == 0 ? "(unknown)" : label);

    // A run whose tables are gone leaves a gap.
    private static double[] Values(RunTrend trend, int label) => [.. trend.Runs.Select(r => r.Found is { } found ? found[label] : double.NaN)];

    private static TrendChart Draw(string folder, string file, RunTrend trend, string title, (string Name, int Colour, double[] Values)[] series, Action<Plot, ChartTheme, (string Name, int Colour, double[] Values)[]> draw)
    {
        (string light, string dark) = ChartFile.Write(folder, file, (plot, theme) =>
        {
            double top = Math.Max(1, series.SelectMany(s => s.Values).Where(double.IsFinite).DefaultIfEmpty(0).Max()) * 1.06;
            foreach ((int i, TrendPoint _) in trend.Runs.Index().Where(r => !r.Item.IsComparable))
            {
                Dotted(plot, theme, i - 0.5, top);
            }

            draw(plot, theme, series);
            plot.Axes.Bottom.SetTicks([], []);
            plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = ReportCharts.Count };
            plot.Layout.Fixed(new PixelPadding(Left, Right, Bottom, Top));
            plot.Axes.SetLimits(-0.5, trend.Runs.Count - 0.5, 0, top);
        });
        string figures = string.Join(", ", series.Select(s => $"{Shortened(s.Name)} {Figure(s.Values[0])} then, {Figure(s.Values[^1])} now"));
        return new TrendChart(title, $"{title}, in the last {trend.Runs.Count} runs: {figures}", light, dark, [.. series.Select(s => (s.Name, s.Colour))]);
    }

    private static string Figure(double value) => double.IsFinite(value) ? Format.Count((long)value) : "not known";

    private static string Shortened(string name) => name.Length <= 60 ? name : string.Concat(name.AsSpan(0, 59), "…");

    private static void Curves(Plot plot, ChartTheme theme, (string Name, int Colour, double[] Values)[] series)
    {
        // The most frequent is drawn last, over the others.
        foreach ((_, int colour, double[] values) in series.Reverse())
        {
            var line = plot.Add.Scatter([.. Enumerable.Range(0, values.Length).Select(i => (double)i)], values, theme.Series[colour]);
            line.LineWidth = 2.5f;
            line.MarkerSize = values.Length <= MostMarkers ? 7 : 0;
        }
    }

    // What writes SVG knows no patterns of lines.
    private static void Dotted(Plot plot, ChartTheme theme, double x, double top)
    {
        for (int i = 0; i < Dots; i++)
        {
            var dot = plot.Add.Line(x, top * i / Dots, x, top * (i + 0.5) / Dots);
            dot.Color = theme.Ink;
            dot.LineWidth = 1.5f;
        }
    }

    private static void Bars(Plot plot, ChartTheme theme, (string Name, int Colour, double[] Values)[] series)
    {
        // Each stands in the one before it: new images are some of all.
        foreach ((int i, (_, int colour, double[] values)) in series.Index())
        {
            Bar[] bars = [.. values.Select((v, at) => new Bar { Position = at, Value = v, Size = 0.7 - (0.25 * i), FillColor = colour == ColourOfAll ? theme.Series[ColourOfNew].WithAlpha(.3) : theme.Series[colour], LineWidth = 0 })];
            plot.Add.Bars(bars);
        }
    }
}
