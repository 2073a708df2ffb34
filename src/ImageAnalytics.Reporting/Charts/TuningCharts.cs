using System.Globalization;
using ScottPlot;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>The charts of a tuning's page.</summary>
internal static class TuningCharts
{
    private const int LongestTick = 18;

    /// <summary>The figure of every trial, and the best so far.</summary>
    public static void Course(Plot plot, ChartTheme theme, TuningModel model)
    {
        TuningTrial[] scored = [.. model.Trials.Where(t => t.Score is not null)];
        Points(plot, theme, [.. scored.Select(t => ((double)t.Number, t))], model.Best);
        double best = double.NegativeInfinity;
        TuningTrial[] last = [.. scored.Where(t => t.Last)];
        var line = plot.Add.ScatterLine(last.Select(t => (double)t.Number).ToArray(), last.Select(t => best = Math.Max(best, t.Score!.Value)).ToArray(), theme.Series[2]);
        line.LineWidth = 2;
        line.ConnectStyle = ConnectStyle.StepHorizontal;
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.XLabel("trial (0: unchanged)");
        plot.YLabel(VisibleText.Of(model.Figure));
    }

    /// <summary>The figure at each value of a parameter.</summary>
    public static void Parameter(Plot plot, ChartTheme theme, TuningModel model, int index)
    {
        TuningTrial[] scored = [.. model.Trials.Where(t => t.Score is not null && t.Values[index] is not null)];
        bool numbers = scored.All(t => t.Numbers[index] is not null), logarithmic = numbers && model.Parameters[index].Logarithmic;
        string[] names = [.. scored.Select(t => t.Values[index]!).Distinct().Order(StringComparer.Ordinal)];
        Points(plot, theme, [.. scored.Select(t => (!numbers ? Array.IndexOf(names, t.Values[index]) : logarithmic ? Math.Log10(t.Numbers[index]!.Value) : t.Numbers[index]!.Value, t))], model.Best);
        if (!numbers)
        {
            plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, names.Length).Select(i => (double)i)], [.. names.Select(Short)]);
        }
        else if (logarithmic)
        {
            plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { LabelFormatter = x => Math.Pow(10, x).ToString("G3", CultureInfo.InvariantCulture) };
        }

        plot.XLabel(VisibleText.Of(model.Parameters[index].Name));
        plot.YLabel(VisibleText.Of(model.Figure));
    }

    private static void Points(Plot plot, ChartTheme theme, IReadOnlyList<(double X, TuningTrial Trial)> points, int best)
    {
        Add(points.Where(p => !p.Trial.Last), theme.Series[7], 6);
        Add(points.Where(p => p.Trial.Last), theme.Series[0], 8);
        Add(points.Where(p => p.Trial.Number == best), theme.Series[1], 12);

        void Add(IEnumerable<(double X, TuningTrial Trial)> some, Color colour, float size)
        {
            (double X, TuningTrial Trial)[] shown = [.. some];
            if (shown.Length > 0)
            {
                var markers = plot.Add.ScatterPoints(shown.Select(p => p.X).ToArray(), shown.Select(p => p.Trial.Score!.Value).ToArray(), colour);
                markers.MarkerSize = size;
            }
        }
    }

    private static string Short(string name)
    {
        string visible = VisibleText.Of(name);
        return visible.Length <= LongestTick ? visible : string.Concat(visible.AsSpan(0, LongestTick - 1), "…");
    }
}
