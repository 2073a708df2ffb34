namespace ImageAnalytics.Results.Tables;

/// <summary>A column of a query's answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its DuckDB type.</param>
internal sealed record TableColumn(string Name, string Type)
{
    private static readonly string[] s_types =
    [
        "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE",
        "VARCHAR", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE", "UUID", "JSON",
    ];

    /// <summary>Whether a cell of a CSV file can hold it.</summary>
    public bool FitsInACell => s_types.Contains(Type) || (Type.StartsWith("DECIMAL(", StringComparison.Ordinal) && !Type.EndsWith(']')) || (Type.StartsWith("ENUM(", StringComparison.Ordinal) && !Type.EndsWith(']'));
}
