namespace ImageAnalytics.Results.Storing;

/// <summary>The columns of a kind of Parquet file of the store, with their DuckDB types.</summary>
internal sealed class TableShape(params (string Name, string Type)[] columns)
{
    /// <summary>
    /// A segment. <c>record</c> is <c>image</c> (facts of a content, under the facts' fingerprint), <c>step</c> (a step is done with a content,
    /// perhaps with a failure) or <c>observation</c> (one thing that the step found).
    /// </summary>
    public static TableShape Segment { get; } = new(
        ("record", "VARCHAR"), ("content", "VARCHAR"), ("fingerprint", "VARCHAR"), ("failure", "VARCHAR"), ("message", "VARCHAR"),
        ("width", "INTEGER"), ("height", "INTEGER"), ("taken_at", "VARCHAR"), ("camera", "VARCHAR"),
        ("number", "INTEGER"), ("parent", "INTEGER"), ("kind", "VARCHAR"), ("label", "VARCHAR"), ("confidence", "DECIMAL(5,4)"),
        ("x", "DECIMAL(9,1)"), ("y", "DECIMAL(9,1)"), ("box_width", "DECIMAL(9,1)"), ("box_height", "DECIMAL(9,1)"), ("rank", "INTEGER"),
        ("mask_width", "INTEGER"), ("mask_height", "INTEGER"), ("mask_area", "INTEGER"), ("mask", "VARCHAR"),
        ("embedding", "FLOAT[]"), ("detail", "VARCHAR"));

    /// <summary>Which content a file had when it was last read. <c>modified</c> and <c>seen</c> are nanoseconds since 1970.</summary>
    public static TableShape KnownFile { get; } = new(
        ("path", "VARCHAR"), ("bytes", "BIGINT"), ("modified", "BIGINT"), ("content", "VARCHAR"), ("seen", "BIGINT"));

    /// <summary>How many pages a file had when they were last counted.</summary>
    public static TableShape PageCount { get; } = new(
        ("path", "VARCHAR"), ("bytes", "BIGINT"), ("modified", "BIGINT"), ("pages", "INTEGER"), ("seen", "BIGINT"));

    /// <summary>The column names with commas between.</summary>
    public string Columns { get; } = string.Join(", ", columns.Select(c => c.Name));

    /// <summary>A SELECT list of typed nulls with the names of the columns.</summary>
    public string EmptyColumns { get; } = string.Join(", ", columns.Select(c => $"NULL::{c.Type} AS {c.Name}"));

    /// <summary>The statement that makes a table of this shape.</summary>
    public string CreateTable(string name) => $"CREATE OR REPLACE TABLE {name} ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))})";
}
