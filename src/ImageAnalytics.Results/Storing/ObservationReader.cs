using DuckDB.NET.Data;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>Reads observations from the columns of a segment.</summary>
internal static class ObservationReader
{
    /// <summary>The columns that <see cref="Read"/> takes, from a table with the alias <c>s</c>.</summary>
    public const string Columns =
        """
        s.number, s.parent, s.kind, s.label, s.confidence::DOUBLE, s.x::DOUBLE, s.y::DOUBLE, s.box_width::DOUBLE, s.box_height::DOUBLE,
        s.rank, s.mask_width, s.mask_height, s.mask_area, s.mask, s.detail, s.embedding
        """;

    /// <summary>The same columns, without details that are long.</summary>
    public static string ColumnsWithShortDetail { get; } = Columns.Replace("s.detail", "CASE WHEN strlen(s.detail) <= 4096 THEN s.detail END", StringComparison.Ordinal);

    /// <summary>Reads one observation.</summary>
    /// <param name="reader">A reader on a row.</param>
    /// <param name="first">The number of the first of <see cref="Columns"/>.</param>
    public static StoredObservation Read(DuckDBDataReader reader, int first)
        => new(
            reader.GetInt32(first),
            reader.Int32(first + 1),
            new Observation
            {
                Kind = reader.GetString(first + 2),
                Label = reader.Text(first + 3) ?? "",
                Confidence = reader.GetDouble(first + 4),
                Box = reader.IsDBNull(first + 5)
                    ? null
                    : new BoundingBox(reader.GetDouble(first + 5), reader.GetDouble(first + 6), reader.GetDouble(first + 7), reader.GetDouble(first + 8)),
                Rank = reader.Int32(first + 9) ?? 0,
                Mask = reader.IsDBNull(first + 13)
                    ? null
                    : new Mask(reader.GetInt32(first + 10), reader.GetInt32(first + 11), reader.GetString(first + 13), reader.GetInt32(first + 12)),
                Detail = reader.Text(first + 14),
                Embedding = reader.IsDBNull(first + 15) ? null : reader.GetFieldValue<List<float>>(first + 15),
            });
}
