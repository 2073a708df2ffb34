using System.Text.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Tables;

/// <summary>Checks the queries of a pipeline before there is any run: against the views of a run without rows. One thread at a time.</summary>
public sealed class TableChecker : IDisposable
{
    private const string Describe = "DESCRIBE ";
    private const int MemoryMegabytes = 64;
    private readonly Database _database;

    /// <summary>Opens a small database in memory that can reach no file.</summary>
    public TableChecker()
    {
        _database = Database.Open(spillRoot: null, MemoryMegabytes, threads: 1);
        RunViews.CreateEmpty(_database);
        _database.Execute("SET errors_as_json=true; SET enable_external_access=false; SET lock_configuration=true;");
    }

    /// <summary>Ids that no table may have, because a file of that name is written anyway.</summary>
    public static IReadOnlyList<string> TakenIds { get; } = [.. Exports.CsvTables.FileNames.Select(f => Path.GetFileNameWithoutExtension(f)), "repeats"];

    /// <summary>The views that queries can read.</summary>
    public static IReadOnlyList<string> Views => RunViews.Names;

    /// <summary>Why a query cannot be run; null when it can.</summary>
    public QueryProblem? Check(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        try
        {
            return SelectSyntax.Parse(_database, sql, out QueryProblem? problem) is null
                ? problem
                : Columns(_database, sql).FirstOrDefault(c => !c.FitsInACell) is { } odd
                    ? new QueryProblem(
                        $"Its column '{odd.Name}' is {odd.Type}, which no cell of a CSV file can hold.", null, "text, numbers, true or false, dates or times; for example CAST(… AS VARCHAR)")
                    : null;
        }
        catch (DuckDBException e)
        {
            return ProblemOf(e.Message, sql);
        }
    }

    /// <summary>Closes the database. Safe to repeat.</summary>
    public void Dispose() => _database.Dispose();

    internal static IReadOnlyList<TableColumn> Columns(Database database, string sql)
        => [.. database.Rows(Describe + sql, r => new TableColumn(r.GetString(0), r.GetString(1)))];

    private static QueryProblem ProblemOf(string message, string sql)
    {
        try
        {
            JsonNode error = JsonNode.Parse(message)!;
            string text = (string)error["exception_message"]!;
            string[] candidates = ((string?)error["candidates"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new QueryProblem(
                text.Split('\n')[0].TrimEnd('.', '!') + ".",
                SelectSyntax.IndexOf(sql, (string?)error["position"], Describe.Length),
                null,
                (string?)error["name"],
                candidates);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return new QueryProblem(message.Split('\n')[0]);
        }
    }
}
