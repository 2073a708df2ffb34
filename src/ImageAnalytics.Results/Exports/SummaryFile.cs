using System.Globalization;
using CsvHelper;
using ImageAnalytics.Results.Runs;

namespace ImageAnalytics.Results.Exports;

/// <summary>Reads <c>csv/summary.csv</c> of a run.</summary>
internal static class SummaryFile
{
    private const string Name = "summary.csv";

    /// <summary>How often each step found each label.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="run">Its document.</param>
    /// <returns>Null when it was removed or changed by hand.</returns>
    public static IReadOnlyList<RecordedLabel>? TryRead(string runFolder, RunFile run)
    {
        string path = Path.Combine(runFolder, RunFile.CsvName, Name);
        try
        {
            List<RecordedLabel> labels = [];
            ILookup<(string, string), long> first = (run.FirstAnswers ?? []).ToLookup(a => (a.Step, a.Label), a => a.Count);
            using CsvReader rows = CsvReader.FromFile(path, new CsvReaderOptions { FormatProvider = CultureInfo.InvariantCulture }, FileOptions.SequentialScan);
            while (rows.Read())
            {
                (string step, string kind, string label) = (rows.GetString("step"), rows.GetString("kind"), CsvTable.Plain(rows.GetString("label"), run.RawCsv));
                long observations = Number(rows, "observations");
                long[] answers = kind == ObservationKinds.Classification ? [.. first[(step, label)]] : [];
                labels.Add(new RecordedLabel(step, kind, label, Number(rows, "images"), observations, answers is [long count, ..] ? count : observations));
            }

            return labels;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvFormatException or CsvValidationException or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static long Number(CsvReader row, string column) => long.Parse(row.GetString(column), CultureInfo.InvariantCulture);
}
