using System.Globalization;
using System.Numerics;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Tables;

/// <summary>Runs the queries of a pipeline over a run, each into a CSV file. One that fails leaves the others and the run alone.</summary>
internal static class TableFiles
{
    /// <summary>The name of a table's file.</summary>
    public static string FileName(string id) => id + ".csv";

    /// <summary>Writes every table.</summary>
    /// <param name="reader">The run, opened for this alone: it is locked here for good.</param>
    /// <param name="tables">The queries.</param>
    /// <param name="limits">What each may use.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="raw">Whether text that a spreadsheet would run as a formula stays as it is.</param>
    public static IReadOnlyList<TableResult> Write(RunReader reader, IReadOnlyList<TableQuery> tables, TableLimits limits, string folder, bool raw)
    {
        reader.LockForQueries(limits);
        return [.. tables.Select(t => WriteOne(reader.Database, t, limits, Path.Combine(folder, FileName(t.Id)), raw))];
    }

    private static TableResult WriteOne(Database database, TableQuery table, TableLimits limits, string path, bool raw)
    {
        string? problem;
        long rows;
        CsvTable? file = null;
        try
        {
            problem = QueryRows.Run(database, table.Sql, limits, names => file = new CsvTable(path, names, raw), row => WriteRow(file!, row), out rows);
        }
        finally
        {
            file?.Dispose();
        }

        if (problem is not null)
        {
            File.Delete(path);
        }

        return new TableResult(table.Id, table.Sql, problem is null ? rows : 0, problem);
    }

    /// <summary>Writes a row of values as DuckDB gives them.</summary>
    internal static void WriteRow(CsvTable file, IReadOnlyList<object?> row)
    {
        foreach (object? value in row)
        {
            WriteCell(file, value);
        }

        file.EndRow();
    }

    private static CsvTable WriteCell(CsvTable file, object? value) => value switch
    {
        null => file.Text(null),
        string text => file.Text(text),
        bool flag => file.Text(flag ? "true" : "false"),
        double number => file.Number(number),
        float number => file.Number(number),
        decimal number => file.Number(number),
        BigInteger number => number >= long.MinValue && number <= long.MaxValue ? file.Number((long)number) : file.Number((decimal)number),
        ulong number => file.Number(number),
        sbyte or byte or short or ushort or int or uint or long => file.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => file.Text(TimeText(value) ?? Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>A date or a time as results write it (ISO 8601); null for anything else.</summary>
    internal static string? TimeText(object? value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        _ => null,
    };
}
