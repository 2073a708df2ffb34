using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
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
        try
        {
            if (SelectSyntax.Parse(database, table.Sql, out QueryProblem? refused) is { } parsed)
            {
                return new TableResult(table.Id, table.Sql, Run(database, table.Sql, parsed, limits, path, raw), null);
            }

            problem = refused!.Message;
        }
        catch (OperationCanceledException)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"Its query was stopped after {limits.Time.TotalSeconds:0.#} seconds, the most that one may take. Make it simpler.");
        }
        catch (Exception e) when (e is DuckDBException or OverflowException or TooManyRowsException)
        {
            problem = e.Message.Split('\n')[0];
        }

        File.Delete(path);
        return new TableResult(table.Id, table.Sql, 0, problem);
    }

    private static long Run(Database database, string sql, JsonNode parsed, TableLimits limits, string path, bool raw)
    {
        IReadOnlyList<TableColumn> columns = TableChecker.Columns(database, sql);
        using DuckDBCommand command = database.Connection.CreateCommand();
        command.CommandText = SelectSyntax.Ordered(database, parsed, columns.Count);
        command.UseStreamingMode = true;
        using Deadline deadline = new(limits.Time, command.Cancel);
        using DuckDBDataReader rows = command.ExecuteReader();
        using CsvTable file = new(path, [.. columns.Select(c => c.Name)], raw);
        long written = 0;
        while (rows.Read())
        {
            deadline.ThrowIfPassed();
            if (written == limits.Rows)
            {
                throw new TooManyRowsException($"Its query gives more than {limits.Rows} rows, the most that a table may have. Group or limit them.");
            }

            for (int i = 0; i < rows.FieldCount; i++)
            {
                WriteCell(file, rows.IsDBNull(i) ? null : rows.GetValue(i));
            }

            file.EndRow();
            written++;
        }

        deadline.ThrowIfPassed();
        return written;
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
        DateOnly date => file.Text(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime time => file.Text(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)),
        TimeOnly time => file.Text(time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)),
        _ => file.Text(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
