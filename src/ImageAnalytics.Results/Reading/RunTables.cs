using System.Globalization;
using CsvHelper;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Runs;

namespace ImageAnalytics.Results;

/// <summary>Reads the tables that a pipeline asked for, from the run's CSV files.</summary>
public static class RunTables
{
    private const int MostTables = 20, MostRows = 50, MostColumns = 12;

    /// <summary>The beginning of every table in a run's <c>csv/</c> that is not one of those which every run has; by name.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="raw">Whether its text was written as it is: <see cref="RunReader.RawCsv"/>.</param>
    public static IReadOnlyList<RunTable> Read(string runFolder, bool raw)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        string folder = Path.Combine(runFolder, RunFile.CsvName);
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFiles(folder, "*.csv")
                .Where(f => !CsvTables.FileNames.Contains(Path.GetFileName(f)))
                .Order(StringComparer.Ordinal).Take(MostTables).Select(f => ReadTable(f, raw)).OfType<RunTable>(),
        ];
    }

    private static RunTable? ReadTable(string path, bool raw)
    {
        using CsvReader reader = CsvReader.FromFile(path, new CsvReaderOptions { HasHeader = false, FormatProvider = CultureInfo.InvariantCulture, FieldCountMismatch = CsvFieldCountHandling.Allow });
        if (!reader.Read())
        {
            return null;
        }

        int columns = reader.FieldCount;
        IReadOnlyList<string> header = Row(reader, columns, raw);
        List<IReadOnlyList<string>> rows = [];
        bool more = false;
        while (reader.Read() && !(more = rows.Count == MostRows))
        {
            rows.Add(Row(reader, columns, raw));
        }

        return new RunTable(Path.GetFileNameWithoutExtension(path), header, rows, !more && columns <= MostColumns);
    }

    private static string[] Row(CsvReader reader, int columns, bool raw)
        => [.. Enumerable.Range(0, Math.Min(columns, MostColumns)).Select(c => c < reader.FieldCount ? CsvTable.Plain(reader.GetString(c), raw) : "")];
}
