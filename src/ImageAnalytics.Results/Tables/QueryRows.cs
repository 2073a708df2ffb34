using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Tables;

/// <summary>Runs one query over a locked run and hands out its rows as they come.</summary>
internal static class QueryRows
{
    /// <summary>Runs a query.</summary>
    /// <param name="database">The run's database, locked for queries.</param>
    /// <param name="sql">The query.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="begin">Receives the names of the columns, before the first row.</param>
    /// <param name="row">Receives each row's values, null for none; the array is used again for the next row.</param>
    /// <param name="rows">How many rows there were.</param>
    /// <returns>Why it failed, in whole sentences; null when it did not. Rows may have been handed out all the same.</returns>
    public static string? Run(
        Database database, string sql, TableLimits limits, Action<IReadOnlyList<string>> begin, Action<IReadOnlyList<object?>> row, out long rows)
    {
        rows = 0;
        try
        {
            if (SelectSyntax.Parse(database, sql, out QueryProblem? refused) is not { } parsed)
            {
                return refused!.Expected is null ? refused.Message : $"{refused.Message} Expected {refused.Expected}.";
            }

            rows = Read(database, sql, parsed, limits, begin, row);
            return null;
        }
        catch (OperationCanceledException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Its query was stopped after {limits.Time.TotalSeconds:0.#} seconds, the most that one may take. Make it simpler.");
        }
        catch (Exception e) when (e is DuckDBException or OverflowException or TooManyRowsException)
        {
            return e.Message.Split('\n')[0];
        }
    }

    private static long Read(
        Database database, string sql, JsonNode parsed, TableLimits limits, Action<IReadOnlyList<string>> begin, Action<IReadOnlyList<object?>> row)
    {
        IReadOnlyList<TableColumn> columns = TableChecker.Columns(database, sql);
        begin([.. columns.Select(c => c.Name)]);
        using DuckDBCommand command = database.Connection.CreateCommand();
        command.CommandText = SelectSyntax.Ordered(database, parsed, columns.Count);
        command.UseStreamingMode = true;
        using Deadline deadline = new(limits.Time, command.Cancel);
        using DuckDBDataReader reader = command.ExecuteReader();
        object?[] values = new object?[reader.FieldCount];
        long read = 0;
        while (reader.Read())
        {
            deadline.ThrowIfPassed();
            if (read == limits.Rows)
            {
                throw new TooManyRowsException($"Its query gives more than {limits.Rows} rows, the most that a table may have. Group or limit them.");
            }

            for (int i = 0; i < values.Length; i++)
            {
                values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            row(values);
            read++;
        }

        deadline.ThrowIfPassed();
        return read;
    }
}
