using DuckDB.NET.Data;

namespace ImageAnalytics.Results.Sql;

/// <summary>Columns that may be null, and blobs.</summary>
internal static class ReaderExtensions
{
    public static string? Text(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static int? Int32(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public static double? Number(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
}
