using ScottPlot;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>The charts of a training's page.</summary>
internal static class TrainingCharts
{
    private const int MostCurves = 8, MostMarkers = 40;

    /// <summary>Numbers of each pass, with the best pass marked.</summary>
    /// <param name="plot">Receives them.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="model">The training.</param>
    /// <param name="names">Names of the numbers.</param>
    /// <param name="title">What they are.</param>
    /// <param name="fractions">Whether they reach 1 at most where they are at most 1.</param>
    public static void Curves(Plot plot, ChartTheme theme, TrainingPageModel model, IReadOnlyList<string> names, string title, bool fractions)
    {
        List<double> all = [];
        foreach ((int i, string name) in names.Take(MostCurves).Index())
        {
            (double Epoch, double Value)[] points = [.. model.Passes.Select(p => (Epoch: (double)p.Epoch, Value: TrainingView.Value(p, name))).Where(p => p.Value is not null).Select(p => (p.Epoch, p.Value!.Value))];
            Add(plot, points, theme.Series[i % theme.Series.Count], i == 0 ? 2.5f : 1.5f, VisibleText.Of(name));
            all.AddRange(points.Select(p => p.Value));
        }

        Frame(plot, theme, model, title, all, fractions);
        if (names.Count > 1)
        {
            plot.ShowLegend(Edge.Right);
        }
    }

    /// <summary>The learning rate at the end of each pass.</summary>
    public static void Rate(Plot plot, ChartTheme theme, TrainingPageModel model)
    {
        Add(plot, [.. model.Passes.Select(p => ((double)p.Epoch, p.Rate))], theme.Series[0], 2, null);
        Frame(plot, theme, model, "learning rate", [.. model.Passes.Select(p => p.Rate)], fractions: false);
    }

    private static void Add(Plot plot, (double Epoch, double Value)[] points, Color colour, float width, string? name)
    {
        var line = plot.Add.Scatter(points.Select(p => p.Epoch).ToArray(), points.Select(p => p.Value).ToArray(), colour);
        line.LineWidth = width;
        line.MarkerSize = points.Length <= MostMarkers ? 5 : 0;
        line.LegendText = name ?? "";
    }

    private static void Frame(Plot plot, ChartTheme theme, TrainingPageModel model, string title, List<double> values, bool fractions)
    {
        if (model.BestEpoch > 0)
        {
            var best = plot.Add.VerticalLine(model.BestEpoch, 1.5f, theme.Ink, LinePattern.Dashed);
            best.LegendText = "";
        }

        plot.XLabel("epoch");
        plot.YLabel(title);
        double low = values.Count > 0 ? Math.Min(0, values.Min()) : 0, high = values.Count > 0 ? values.Max() : 1;
        high = fractions && high <= 1 ? 1 : high > low ? high : low + 1;
        plot.Axes.SetLimits(0.5, Math.Max(model.Passes[^1].Epoch, 2) + 0.5, low, low + ((high - low) * 1.04));
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
    }
}
