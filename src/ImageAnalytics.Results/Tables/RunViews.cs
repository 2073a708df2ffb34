using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results.Tables;

/// <summary>The views of a run that queries read. Their columns are those of the CSV files of the same names, and some more; text is raw.</summary>
/// <remarks>Numbers with a fixed count of decimals are decimals: sums and means come out the same every time.</remarks>
internal static class RunViews
{
    private const string Box = "x, y, width, height";

    // In the order in which one reads the other.
    private static readonly (string Name, string Sql)[] s_views =
    [
        ("images", "SELECT path, folder, page, sha256, bytes, width, height, taken_at, camera, status, failure, message FROM image"),
        ("observations",
            $"""
            SELECT i.path, i.folder, st.id || '#' || s.number AS id, st.id AS step, st.plugin, st.model, s.kind, coalesce(s.label, '') AS label, s.confidence,
              s.x, s.y, s.box_width AS width, s.box_height AS height, s.mask_area AS area, s.mask, s.rank, st.parent || '#' || s.parent AS parent, s.detail,
              i.width AS image_width, i.height AS image_height, i.taken_at, i.camera
            {RunReader.ObservationTables}
            """),
        ("classifications", "SELECT path, folder, step, id, parent AS region, rank, label, confidence, taken_at FROM observations WHERE kind = 'classification'"),
        ("detections", $"SELECT path, folder, step, id, label, confidence, {Box}, parent, image_width, image_height, taken_at FROM observations WHERE kind = 'detection'"),
        ("instances", $"SELECT path, folder, step, id, label, confidence, {Box}, area, mask, parent, image_width, image_height, taken_at FROM observations WHERE kind = 'instance'"),
        ("faces",
            $"""
            SELECT path, folder, step, id, confidence, {Box}, label AS identity,
              CASE WHEN json_valid(detail) THEN try_cast(json_extract_string(detail, '$.distance') AS DECIMAL(9,4)) END AS distance, parent, taken_at
            FROM observations WHERE kind = 'face'
            """),
        ("pictures", "SELECT path, folder, step, id, label AS style, CASE WHEN json_valid(detail) THEN json_extract_string(detail, '$.file') END AS file FROM observations WHERE kind = 'picture'"),
        ("failures", "SELECT path, folder, failure, message FROM image WHERE failure IS NOT NULL"),
        ("summary",
            """
            SELECT step, kind, label, count(DISTINCT path) AS images, count(*) AS observations,
              CAST(sum(confidence) / count(*) AS DECIMAL(5,4)) AS mean_confidence FROM observations GROUP BY step, kind, label
            """),
    ];

    private static readonly TableShape s_image = new(
        ("ordinal", "BIGINT"), ("path", "VARCHAR"), ("folder", "VARCHAR"), ("full_path", "VARCHAR"), ("page", "INTEGER"), ("sha256", "VARCHAR"),
        ("bytes", "BIGINT"), ("width", "INTEGER"), ("height", "INTEGER"), ("taken_at", "VARCHAR"), ("camera", "VARCHAR"), ("status", "VARCHAR"),
        ("failure", "VARCHAR"), ("message", "VARCHAR"), ("failed_steps", "INTEGER[]"), ("content", "VARCHAR"));

    /// <summary>The names of the views.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_views.Select(v => v.Name)];

    /// <summary>Makes the views in a database that has the tables of a run.</summary>
    public static void Create(Database database)
    {
        foreach ((string name, string sql) in s_views)
        {
            database.Execute($"CREATE VIEW {name} AS {sql}");
        }
    }

    /// <summary>Makes the views of a run without any row in an empty database.</summary>
    public static void CreateEmpty(Database database)
    {
        database.Execute(
            $"""
            {s_image.CreateTable("image")};
            CREATE TABLE segment AS SELECT {TableShape.Segment.EmptyColumns}, NULL::VARCHAR AS filename WHERE false;
            {RunReader.OwnTables}
            {RunReader.NothingSuppressed}
            """);
        Create(database);
    }
}
