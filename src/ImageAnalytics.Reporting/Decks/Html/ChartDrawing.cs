using System.Globalization;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A chart as shapes with places: what the page draws. Its colours are the page's, so that it follows light and dark.</summary>
internal sealed class ChartDrawing
{
    public const double Width = 864, Height = 380;

    private const double TextSize = 13, SmallSize = 12, LegendHeight = 26, AxisHeight = 40, Gap = 8;
    private const int Colours = 6;
    private static readonly int[] s_steps = [1, 2, 5, 10];
    private readonly DeckChart _chart;
    private readonly IReadOnlyList<string> _categories, _names;
    private readonly double _bottom;

    private ChartDrawing(DeckChart chart)
    {
        (_chart, _categories, _names) = (chart, ChartText.Categories(chart), ChartText.Series(chart));
        _bottom = Height - (chart.Series.Count > 1 ? LegendHeight : 0);
        if (chart.Kind == ChartKind.Bars)
        {
            AddBars();
        }
        else
        {
            AddUpright();
        }

        if (chart.Series.Count > 1)
        {
            AddLegend();
        }
    }

    public List<DrawnLine> Grid { get; } = [];

    public List<DrawnBar> Bars { get; } = [];

    public List<DrawnCurve> Curves { get; } = [];

    public List<DrawnLabel> Labels { get; } = [];

    public static ChartDrawing Of(DeckChart chart) => new(chart);

    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private void AddBars()
    {
        bool stacked = _chart.Series.Count > 1;
        double left = Math.Min(Width * 0.3, _categories.Max(c => TextWidth.Of(c, TextSize)) + Gap), bottom = stacked ? _bottom - AxisHeight : _bottom;
        double[] totals = [.. _categories.Select((_, i) => _chart.Series.Sum(s => s.Values[i]))];
        (double most, double step) = Scale(totals.Max());
        double room = Width - left - (stacked ? 20 : TextWidth.Of(ChartText.Number(totals.Max()), TextSize) + Gap), slot = bottom / _categories.Count, thick = Math.Min(slot * 0.68, 44);
        double unit = room / (stacked ? most : Math.Max(totals.Max(), 1));
        for (double value = 0; stacked && value <= most + (step / 2); value += step)
        {
            Grid.Add(new DrawnLine(left + (value * unit), 0, left + (value * unit), bottom));
            Labels.Add(new DrawnLabel(left + (value * unit), bottom + 16, ChartText.Number(value), "middle", IsQuiet: true));
        }

        foreach ((int i, string category) in _categories.Index())
        {
            double y = (i * slot) + ((slot - thick) / 2), x = left;
            Labels.Add(new DrawnLabel(left - Gap, (i * slot) + (slot / 2) + 4.5, category, "end"));
            foreach ((int s, ChartSeries series) in _chart.Series.Index())
            {
                Bars.Add(new DrawnBar(s % Colours, x, y, Math.Max(series.Values[i] * unit, 0), thick));
                x += series.Values[i] * unit;
            }

            if (!stacked)
            {
                Labels.Add(new DrawnLabel(x + Gap, (i * slot) + (slot / 2) + 4.5, ChartText.Number(totals[i]), "start"));
            }
        }

        if (stacked)
        {
            Labels.Add(new DrawnLabel(left + (room / 2), bottom + 34, _chart.ValueName, "middle", IsQuiet: true));
        }
    }

    private void AddUpright()
    {
        (double most, double step) = Scale(_chart.Series.Max(s => s.Values.Max()));
        double left = TextWidth.Of(ChartText.Number(most), SmallSize) + Gap, bottom = _bottom - AxisHeight, top = 18;
        double unit = (bottom - top) / most, slot = (Width - left) / _categories.Count;
        for (double value = 0; value <= most + (step / 2); value += step)
        {
            double y = bottom - (value * unit);
            Grid.Add(new DrawnLine(left, y, Width, y));
            Labels.Add(new DrawnLabel(left - Gap, y + 4, ChartText.Number(value), "end", IsQuiet: true));
        }

        Labels.Add(new DrawnLabel(0, 10, _chart.ValueName, "start", IsQuiet: true));
        Labels.Add(new DrawnLabel(left + ((Width - left) / 2), bottom + 34, _chart.CategoryName, "middle", IsQuiet: true));
        int every = (int)Math.Ceiling((_categories.Max(c => TextWidth.Of(c, SmallSize)) + Gap) / slot);
        Labels.AddRange(_categories.Index().Where(c => c.Index % every == 0).Select(c => new DrawnLabel(left + ((c.Index + 0.5) * slot), bottom + 16, c.Item, "middle", IsQuiet: true)));
        double wide = slot * 0.75 / _chart.Series.Count;
        foreach ((int s, ChartSeries series) in _chart.Series.Index())
        {
            if (_chart.Kind == ChartKind.Lines)
            {
                Curves.Add(new DrawnCurve(s % Colours, [.. series.Values.Select((v, i) => (left + ((i + 0.5) * slot), bottom - (v * unit)))]));
                continue;
            }

            foreach ((int i, double value) in series.Values.Index())
            {
                double x = left + (i * slot) + (slot * 0.125) + (s * wide);
                Bars.Add(new DrawnBar(s % Colours, x, bottom - (value * unit), wide * 0.94, value * unit));
            }
        }
    }

    private void AddLegend()
    {
        double[] widths = [.. _names.Select(n => TextWidth.Of(n, TextSize) + 34)];
        double x = Math.Max(0, (Width - widths.Sum()) / 2);
        foreach ((int s, string name) in _names.Index())
        {
            // A legend that is wider than the chart is told without its last names.
            if (x + widths[s] > Width)
            {
                break;
            }

            Bars.Add(new DrawnBar(s % Colours, x, Height - 13, 10, 10));
            Labels.Add(new DrawnLabel(x + 15, Height - 4, name, "start"));
            x += widths[s];
        }
    }

    // Steps of 1, 2 or 5 times a power of ten, four to eight of them, and whole numbers: things are counted.
    private static (double Most, double Step) Scale(double largest)
    {
        double rough = Math.Max(largest, 1) / 5, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = Math.Max(1, s_steps.Select(f => f * power).First(s => s >= rough - (power * 1e-9)));
        return (Math.Max(step, Math.Ceiling(largest / step) * step), step);
    }
}
