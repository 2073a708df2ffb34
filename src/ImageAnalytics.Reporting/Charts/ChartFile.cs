using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>Writes a chart as two SVG files, one for light and one for dark pages.</summary>
internal static partial class ChartFile
{
    public const int Width = 680, Height = 400;

    private const string SubFolder = "charts";
    private const float TextSize = 13;

    /// <summary>Writes both files.</summary>
    /// <param name="folder">The page's folder.</param>
    /// <param name="name">The chart's file name without extension.</param>
    /// <param name="draw">Draws the chart, with the colours of a theme.</param>
    /// <param name="names">The names that it draws stand-ins for; null for none.</param>
    /// <returns>The addresses of both files, relative to the page.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static (string Light, string Dark) Write(string folder, string name, Action<Plot, ChartTheme> draw, ChartNames? names = null)
    {
        Directory.CreateDirectory(Path.Combine(folder, SubFolder));
        return (Write(folder, $"{name}.svg", draw, names, ChartTheme.Light), Write(folder, $"{name}-dark.svg", draw, names, ChartTheme.Dark));
    }

    private static string Write(string folder, string file, Action<Plot, ChartTheme> draw, ChartNames? names, ChartTheme theme)
    {
        using Plot plot = new();
        plot.FigureBackground.Color = theme.Paper;
        plot.DataBackground.Color = theme.Paper;
        plot.Axes.Color(theme.Ink);
        plot.Grid.MajorLineColor = theme.Line;
        plot.Axes.Bottom.Label.FontSize = plot.Axes.Left.Label.FontSize = TextSize;
        plot.Axes.Bottom.Label.Bold = plot.Axes.Left.Label.Bold = false;
        plot.Legend.BackgroundColor = theme.Paper;
        plot.Legend.FontColor = theme.Ink;
        plot.Legend.OutlineColor = theme.Line;
        plot.Legend.ShadowColor = Colors.Transparent;
        draw(plot, theme);

        // The font that this machine has may not be there where the page is opened, and is a serif one where it has no other.
        string svg = FontFamily().Replace(plot.GetSvgXml(Width, Height), "font-family=\"DejaVu Sans, Verdana, sans-serif\"");
        string path = Path.Combine(folder, SubFolder, file);
        File.Delete(path); // It may be another name of the last run's.
        File.WriteAllText(path, Renumbered(names?.Put(svg) ?? svg));
        return $"{SubFolder}/{file}";
    }

    // Skia counts the parts that it names over the whole life of the process; equal charts shall be equal files.
    private static string Renumbered(string svg)
    {
        Dictionary<string, int> numbers = [];
        return PartName().Replace(svg, m =>
        {
            if (!numbers.TryGetValue(m.Value, out int number))
            {
                numbers.Add(m.Value, number = numbers.Count);
            }

            return string.Create(CultureInfo.InvariantCulture, $"{m.Groups[1].Value}_{number}");
        });
    }

    [GeneratedRegex("(?<=id=\"|url\\(#|href=\"#)([a-z]+)_[0-9a-f]+")]
    private static partial Regex PartName();

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex FontFamily();
}
