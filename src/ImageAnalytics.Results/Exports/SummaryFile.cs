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
    /// <param name="raw">Whether its text was written as it is.</param>
    /// <returns>Null when it was removed or changed by hand.</returns>
    public static IReadOnlyList<RecordedLabel>? TryRead(string runFolder, bool raw)
    {
        string path = Path.Combine(runFolder, RunFile.CsvName, Name);
        try
        {
            List<RecordedLabel> labels = [];
            using CsvReader rows = CsvReader.FromFile(path, new CsvReaderOptions { FormatProvider = CultureInfo.InvariantCulture }, FileOptions.SequentialScan);
            while (rows.Read())
            {
                labels.Add(new RecordedLabel(
                    rows.GetString("step"), rows.GetString("kind"), CsvTable.Plain(rows.GetString("label"), raw), Number(rows, "images"), Number(rows, "observations")));
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
