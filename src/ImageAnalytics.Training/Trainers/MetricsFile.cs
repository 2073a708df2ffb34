using System.Globalization;
using System.Text;
using ImageAnalytics.Results.Durable;

namespace ImageAnalytics.Training.Trainers;

/// <summary>Writes <c>metrics.csv</c>: a row for each pass over the data.</summary>
internal static class MetricsFile
{
    public static void Write(string path, IReadOnlyList<EpochFigures> history)
    {
        string[] losses = [.. history.SelectMany(h => h.Losses.Keys).Distinct().Order(StringComparer.Ordinal)];
        string[] figures = [.. history.SelectMany(h => h.Figures.Keys).Distinct().Order(StringComparer.Ordinal)];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(',', ["epoch", "rate", "seconds", .. losses, .. figures])}\r\n");
        foreach (EpochFigures row in history)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Epoch},{row.Rate:0.########},{row.Seconds:0.0}");
            foreach (string name in losses)
            {
                text.Append(',').Append(Cell(row.Losses, name));
            }

            foreach (string name in figures)
            {
                text.Append(',').Append(Cell(row.Figures, name));
            }

            text.Append("\r\n");
        }

        DurableFile.Commit(Path.GetFullPath(path), temporary => File.WriteAllText(temporary, text.ToString()));
    }

    private static string Cell(IReadOnlyDictionary<string, double> values, string name)
        => values.TryGetValue(name, out double value) ? value.ToString("0.######", CultureInfo.InvariantCulture) : "";
}
