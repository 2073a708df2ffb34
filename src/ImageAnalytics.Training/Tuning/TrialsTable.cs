using System.Globalization;
using System.Text;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Trials as a table for other programs: a row for each trial and round.</summary>
internal static class TrialsTable
{
    private static readonly char[] s_special = [',', '"', '\r', '\n'];

    public static string Of(TuningResult result)
    {
        StringBuilder text = new();
        Row(text, ["trial", "round", "epochs", result.Figure, "seconds", .. result.Parameters.Select(p => p.Name), "problem"]);
        foreach (TrialRecord record in result.Records)
        {
            Row(text,
            [
                Whole(record.Number), Whole(record.Round), Whole(record.Epochs), record.Score?.ToString("0.######", CultureInfo.InvariantCulture) ?? "", record.Seconds.ToString("0.##", CultureInfo.InvariantCulture),
                .. result.Parameters.Select(p => record.Values.GetValueOrDefault(p.Name, "")), record.Problem ?? "",
            ]);
        }

        return text.ToString();
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value) => value.IndexOfAny(s_special) < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
