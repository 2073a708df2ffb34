using System.Globalization;
using CsvHelper;
using ImageAnalytics.Results.Runs;

namespace ImageAnalytics.Results;

/// <summary>The finished runs of a pipeline, night after night.</summary>
/// <remarks>Reads the small files of each run alone, never the store. Thread-safe.</remarks>
public static class RunHistory
{
    private const string SummaryName = "summary.csv";

    /// <summary>The finished runs beside one of them.</summary>
    /// <param name="runFolder">A run's folder; see <see cref="RunFolder.Resolve"/>.</param>
    /// <param name="last">At most so many, the latest.</param>
    /// <returns>From the earliest to the latest, the one named among them only if it is recent enough. A run that cannot be read is left out.</returns>
    public static IReadOnlyList<RunRecord> Read(string runFolder, int last = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        string? runs = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder)));
        return runs is null || !Directory.Exists(runs)
            ? []
            :
            [
                .. Directory.EnumerateDirectories(runs).Select(TryHead).OfType<(string Folder, RunFile File)>()
                    .OrderByDescending(r => r.File.Finished).ThenByDescending(r => r.File.RunId, StringComparer.Ordinal).Take(last).Reverse()
                    .Select(r => new RunRecord(r.File.RunId, r.Folder, r.File.Finished, r.File.Counts, Labels(r.Folder, r.File.RawCsv))),
            ];
    }

    /// <summary>The folder of the run that finished before another of the same pipeline; null when that is the first.</summary>
    public static string? Before(string runFolder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder)));
        return Read(runFolder).TakeWhile(r => Path.GetFileName(r.Folder) != name).LastOrDefault()?.Folder;
    }

    private static (string Folder, RunFile File)? TryHead(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, RunFile.FileName)) ? (folder, RunFile.Read(folder).File) : null;
        }
        catch (StoreException)
        {
            return null;
        }
    }

    private static List<RecordedLabel> Labels(string folder, bool raw)
    {
        string path = Path.Combine(folder, RunFile.CsvName, SummaryName);
        List<RecordedLabel> labels = [];
        try
        {
            using CsvReader rows = CsvReader.FromFile(path, new CsvReaderOptions { FormatProvider = CultureInfo.InvariantCulture }, FileOptions.SequentialScan);
            while (rows.Read())
            {
                labels.Add(new RecordedLabel(
                    rows.GetString("step"), rows.GetString("kind"), Plain(rows.GetString("label"), raw), Number(rows, "images"), Number(rows, "observations")));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvFormatException or CsvValidationException or FormatException or ArgumentException)
        {
            labels.Clear(); // Its tables were removed or changed by hand; the run itself still counts.
        }

        return labels;
    }

    private static long Number(CsvReader row, string column) => long.Parse(row.GetString(column), CultureInfo.InvariantCulture);

    // As CsvTable wrote it: an apostrophe before what a spreadsheet would run.
    private static string Plain(string label, bool raw) => !raw && label is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? label[1..] : label;
}
