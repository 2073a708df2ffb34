using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ImageAnalytics.Results.Exports;

namespace ImageAnalytics.Results.Tables;

/// <summary>Asks a finished run by SQL: one SELECT over its views, in a database that can reach nothing else.</summary>
public static class RunQuery
{
    /// <summary>The formats of <see cref="Write"/>.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "json"];

    /// <summary>Writes the answer, each row as it comes.</summary>
    /// <param name="reader">The run; can be used for queries alone afterwards.</param>
    /// <param name="sql">The query.</param>
    /// <param name="format"><c>csv</c>, or <c>json</c> for an array of objects.</param>
    /// <param name="output">Receives the answer; stays open.</param>
    /// <param name="limits">What the query may use; the defaults when null.</param>
    /// <param name="rawCsv">Whether text that a spreadsheet would run as a formula stays as it is.</param>
    /// <returns>Why the query failed, in whole sentences; null when it did not.</returns>
    public static string? Write(RunReader reader, string sql, string format, Stream output, TableLimits? limits = null, bool rawCsv = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(output);
        return format == "json" ? WriteJson(reader, sql, output, limits) : WriteCsv(reader, sql, output, limits, rawCsv);
    }

    /// <summary>Gives the first rows as texts.</summary>
    /// <param name="reader">The run; can be used for queries alone afterwards.</param>
    /// <param name="sql">The query.</param>
    /// <param name="most">At most so many rows.</param>
    /// <param name="answer">The names of the columns and the rows; empty when the query failed.</param>
    /// <param name="limits">What the query may use; the defaults when null.</param>
    /// <returns>Why the query failed, in whole sentences; null when it did not.</returns>
    public static string? Read(RunReader reader, string sql, int most, out QueryAnswer answer, TableLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(sql);
        IReadOnlyList<string> columns = [];
        List<string[]> rows = [];
        string? problem = Run(reader, sql, limits, names => columns = names, row =>
        {
            if (rows.Count < most)
            {
                rows.Add([.. row.Select(v => TableFiles.TimeText(v) ?? Convert.ToString(v, CultureInfo.InvariantCulture) ?? "")]);
            }
        }, out long all);
        answer = problem is null ? new QueryAnswer(columns, rows, all) : new QueryAnswer([], [], 0);
        return problem;
    }

    private static string? WriteCsv(RunReader reader, string sql, Stream output, TableLimits? limits, bool raw)
    {
        CsvTable? table = null;
        try
        {
            return Run(reader, sql, limits, names => table = new CsvTable(output, names, raw), row => TableFiles.WriteRow(table!, row), out _);
        }
        finally
        {
            table?.Dispose();
        }
    }

    private static string? WriteJson(RunReader reader, string sql, Stream output, TableLimits? limits)
    {
        IReadOnlyList<string> columns = [];
        using Utf8JsonWriter json = JsonText.Open(output);
        json.WriteStartArray();
        string? problem = Run(reader, sql, limits, names => columns = names, row =>
        {
            json.WriteStartObject();
            for (int i = 0; i < columns.Count; i++)
            {
                json.WritePropertyName(columns[i]);
                WriteValue(json, row[i]);
            }

            json.WriteEndObject();
            json.FlushOften();
        }, out _);
        json.WriteEndArray();
        json.Flush();
        output.Write("\n"u8);
        return problem;
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case BigInteger number:
                json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity:
                json.WriteNullValue();
                break;
            default:
                JsonSerializer.Serialize(json, TableFiles.TimeText(value) ?? value);
                break;
        }
    }

    private static string? Run(
        RunReader reader, string sql, TableLimits? limits, Action<IReadOnlyList<string>> begin, Action<IReadOnlyList<object?>> row, out long rows)
    {
        TableLimits used = limits ?? new TableLimits();
        reader.LockForQueries(used);
        return QueryRows.Run(reader.Database, sql, used, begin, row, out rows);
    }
}
