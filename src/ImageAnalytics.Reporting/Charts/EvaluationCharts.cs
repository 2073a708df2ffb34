using ScottPlot;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>The charts of an evaluation's page.</summary>
internal static class EvaluationCharts
{
    /// <summary>Curves that are drawn at most: as many as there are colours.</summary>
    public const int MostCurves = 8;

    private const int MostPoints = 400;

    /// <summary>How often a classifier is right among answers of about the same confidence, beside how often it says so.</summary>
    public static void Reliability(Plot plot, ChartTheme theme, ReliabilityDiagram diagram)
    {
        foreach ((double from, double to, int count, double accuracy) in diagram.Bins.Where(b => b.Count > 0))
        {
            var bar = plot.Add.Bar((from + to) / 2, accuracy);
            bar.Bars[0].Size = (to - from) * 0.92;
            bar.Bars[0].FillColor = theme.Series[0].WithAlpha(.8);
            bar.Bars[0].LineWidth = 0;
        }

        var ideal = plot.Add.Line(0, 0, 1, 1);
        ideal.LineColor = theme.Series[1];
        ideal.LinePattern = LinePattern.Dashed;
        ideal.LineWidth = 2;
        plot.XLabel("confidence");
        plot.YLabel("part that is right");
        plot.Axes.SetLimits(0, 1, 0, 1.02);
    }

    /// <summary>Precision at each recall. Which colour is whose, the page says: what draws here lacks the characters of many names.</summary>
    public static void PrecisionRecall(Plot plot, ChartTheme theme, IReadOnlyList<PrecisionRecallCurve> curves)
    {
        foreach ((int i, PrecisionRecallCurve curve) in curves.Take(MostCurves).Index())
        {
            (double Recall, double Precision)[] points = Thinned(curve.Points);
            var line = plot.Add.ScatterLine(points.Select(p => p.Recall).ToArray(), points.Select(p => p.Precision).ToArray(), theme.Series[i % theme.Series.Count]);
            line.LineWidth = i == 0 ? 3 : 1.5f;
        }

        plot.XLabel("recall");
        plot.YLabel("precision");
        plot.Axes.SetLimits(0, 1, 0, 1.02);
    }

    // A curve of a hundred thousand detections looks the same with a few hundred points.
    private static (double Recall, double Precision)[] Thinned(IReadOnlyList<(double Recall, double Precision)> points)
    {
        int step = Math.Max(1, points.Count / MostPoints);
        return [.. points.Where((_, i) => i % step == 0 || i == points.Count - 1)];
    }
}
