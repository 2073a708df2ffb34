using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Checks the tables of a pipeline: their names, and their queries against the views of a run without rows.</summary>
internal static class TableValidator
{
    /// <summary>Most tables of a pipeline.</summary>
    public const int MaxTables = 50;

    /// <summary>Reports everything that keeps the tables from being made.</summary>
    public static void Check(IReadOnlyList<TableDefinition> tables, ProblemList problems)
    {
        if (tables.Count > MaxTables)
        {
            problems.Add(tables[MaxTables].Position, $"The pipeline has {tables.Count} tables; at most {MaxTables} are allowed.");
        }

        foreach (TableDefinition table in tables.Where(t => TableChecker.TakenIds.Contains(t.Id)))
        {
            problems.Add(table.IdPosition, $"A table cannot have the id '{table.Id}': the run writes a file of that name anyway. Choose another.");
        }

        using TableChecker? checker = tables.Count > 0 ? new TableChecker() : null;
        foreach (TableDefinition table in tables.Take(MaxTables).Where(t => t.Sql.Length > 0))
        {
            if (checker!.Check(table.Sql) is { } problem)
            {
                problems.Add(
                    table.PositionInSql(problem.Index),
                    $"The query of the table '{ShownText.Of(table.Id)}' cannot be run. {problem.Message}",
                    problem.Expected,
                    problem.Unknown is { } unknown ? NearestName.Of(unknown, problem.Candidates ?? []) : null);
            }
        }
    }
}
