using System.Globalization;
using ImageAnalytics.Reporting.Decks;
using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Sdk;
using ScottPlot;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>The charts of a report's front page: as many as the run has something to show for, at most six.</summary>
internal static class ReportCharts
{
    /// <summary>So many are shown beside those of the trend, which matter more than the others.</summary>
    public const int AlwaysShown = 3;

    private const int MostBars = 12, LongestName = 22;
    private const double NameSize = 12, AverageEms = 0.56;

    /// <summary>Draws them.</summary>
    public static IReadOnlyList<ReportChart> Write(string folder, ReportModel model)
    {
        List<ReportChart> charts = [];
        ReportLabel[] labels = [.. model.Steps.SelectMany(s => s.Labels)];
        // Of a classifier the first answers: what it also thought of was not found.
        (string, long)[] things = Sum(labels.Where(l => l.Kind is not (ObservationKinds.Face or ObservationKinds.Picture)));
        AddBars(charts, folder, "labels", "What was found most often", "observations", "labels.html", things);
        AddBars(charts, folder, "people", "Who was seen most often", "faces", "people.html", Sum(labels.Where(l => l is { Kind: ObservationKinds.Face, Label.Length: > 0 })));
        AddConfidences(charts, folder, labels);
        AddBars(charts, folder, "folders", "Where the images are", "images", "folders.html",
            [.. model.Folders.OrderByDescending(f => f.Images).ThenBy(f => f.Id).Select(f => (f.Folder.Length == 0 ? "(top folder)" : f.Folder, f.Images))]);
        AddDays(charts, folder, model.Days, model.Days.Count > 0 ? model.Counts.Images - model.Days.Sum(d => d.Images) : 0);
        AddBars(charts, folder, "failures", "What failed", "images", "failures.html",
            [.. model.FailureCounts.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value))]);
        return charts;
    }

    // Two steps that give the same label are one bar: a reader in a hurry asks for things, not for steps.
    private static (string, long)[] Sum(IEnumerable<ReportLabel> labels)
        => [.. labels.GroupBy(l => l.Label, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(l => l.Answers))).Where(l => l.Item2 > 0).OrderByDescending(l => l.Item2).ThenBy(l => l.Key, StringComparer.Ordinal)];

    private static void AddBars(List<ReportChart> charts, string folder, string name, string title, string unit, string link, (string Name, long Count)[] all)
    {
        (string Name, long Count)[] bars = [.. all.Take(MostBars)];
        if (bars.Length == 0)
        {
            return;
        }

        ChartNames names = new();
        string figures = string.Join(", ", bars.Take(5).Select(b => $"{Short(b.Name)} {Format.Count(b.Count)}"));
        string more = all.Length > bars.Length ? $" ({bars.Length} of {Format.Count(all.Length)})" : "";
        (string light, string dark) = ChartFile.Write(folder, name, (plot, theme) => Bars(plot, theme, bars, unit, names), names);
        charts.Add(new ReportChart(title + more, $"{title}: {figures}", link, light, dark));
    }

    private static void Bars(Plot plot, ChartTheme theme, (string Name, long Count)[] bars, string unit, ChartNames names)
    {
        // The first is on top.
        foreach ((int i, (string _, long count)) in bars.Index())
        {
            var bar = plot.Add.Bar(bars.Length - 1 - i, count);
            bar.Horizontal = true;
            bar.Bars[0].Size = 0.7;
            bar.Bars[0].FillColor = theme.Series[0].WithAlpha(.85);
            bar.Bars[0].LineWidth = 0;
        }

        plot.Axes.Left.SetTicks([.. Enumerable.Range(0, bars.Length).Select(i => (double)(bars.Length - 1 - i))], [.. bars.Select(b => names.Of(Short(b.Name)))]);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = Count };
        plot.XLabel(unit);
        plot.Axes.SetLimits(0, Math.Max(1, bars.Max(b => b.Count)) * 1.05, -0.7, Math.Max(3, bars.Length) - 0.3);
    }

    private static void AddConfidences(List<ReportChart> charts, string folder, ReportLabel[] labels)
    {
        long[] bins = new long[ConfidenceHistogram.Bins / 5];
        foreach (ReportLabel label in labels.Where(l => l.Kind != ObservationKinds.Picture))
        {
            foreach ((int bin, long count) in (label.First.Count > 0 ? label.First : label.Found).Index())
            {
                bins[bin / 5] += count;
            }
        }

        if (bins.Sum() == 0)
        {
            return;
        }

        (string light, string dark) = ChartFile.Write(folder, "confidence", (plot, theme) =>
        {
            foreach ((int i, long count) in bins.Index())
            {
                var bar = plot.Add.Bar((i + 0.5) / bins.Length, count);
                bar.Bars[0].Size = 0.92 / bins.Length;
                bar.Bars[0].FillColor = theme.Series[2].WithAlpha(.85);
                bar.Bars[0].LineWidth = 0;
            }

            plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = Count };
            plot.XLabel("confidence");
            plot.YLabel("observations");
            plot.Axes.SetLimits(0, 1, 0, bins.Max() * 1.05);
        });
        long half = bins.Skip(bins.Length / 2).Sum();
        charts.Add(new ReportChart("How sure the models are", $"How sure the models are: {Format.Count(half)} of {Format.Count(bins.Sum())} observations have a confidence of at least one half", "thresholds.html", light, dark));
    }

    private static void AddDays(List<ReportChart> charts, string folder, IReadOnlyList<DayCount> days, long undated)
    {
        if (TimeBars.Of(days) is not { } bars)
        {
            return;
        }

        int length = bars.Names.Count;
        (string light, string dark) = ChartFile.Write(folder, "days", (plot, theme) =>
        {
            foreach ((int i, long count) in bars.Counts.Index())
            {
                var bar = plot.Add.Bar(i, count);
                bar.Bars[0].Size = 0.8;
                bar.Bars[0].FillColor = theme.Series[4].WithAlpha(.85);
                bar.Bars[0].LineWidth = 0;
            }

            int step = Math.Max(1, (length + 5) / 6);
            int[] ticks = [.. Enumerable.Range(0, length).Where(i => i % step == 0)];
            plot.Axes.Bottom.SetTicks([.. ticks.Select(i => (double)i)], [.. ticks.Select(i => bars.Names[i])]);
            plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = Count };
            plot.YLabel("images");
            plot.Axes.SetLimits(-0.6, length - 0.4, 0, bars.Counts.Max() * 1.05);
        });
        string without = undated > 0 ? $" ({Format.Count(undated)} without a date)" : "";
        charts.Add(new ReportChart($"When the images were taken{without}", $"When the images were taken: from {bars.Names[0]} to {bars.Names[^1]}{without}", "pictures.html", light, dark));
    }

    internal static string Count(double value) => value >= 10_000 ? (value / 1000).ToString("#,0.#", CultureInfo.InvariantCulture) + " k" : value.ToString("0", CultureInfo.InvariantCulture);

    private static string Short(string name)
    {
        string visible = VisibleText.Of(name.Length == 0 ? "(unknown)" : name);
        // Folders of one run begin alike and differ at their ends, so most of what is left is the end.
        return TextFit.Middle(visible, LongestName * NameSize * AverageEms, NameSize);
    }
}
