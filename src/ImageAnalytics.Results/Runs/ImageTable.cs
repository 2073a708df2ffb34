using System.Globalization;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results.Runs;

/// <summary>Puts a run's images together, with status and failure, from the ledger's tables.</summary>
/// <remarks>Everything is found by its ordinal first, and the rows are made a block of ordinals at a time: memory does not grow with the run.</remarks>
internal sealed class ImageTable(Database database, IReadOnlyList<RunStep> steps, IReadOnlyList<int> stepOrder)
{
    /// <summary>Rows that the file keeps together. Images are read so many at a time.</summary>
    public const long RowGroup = 32_768;

    private const long Block = 16_384;

    /// <summary>Writes all rows, in the order of ordinals, as Parquet.</summary>
    /// <param name="segments">What stands after FROM to read the segments.</param>
    /// <param name="factsFingerprint">The fingerprint of the facts.</param>
    /// <param name="fullPath">The SQL of a full path.</param>
    /// <param name="images">How many there are.</param>
    /// <param name="file">Where to write.</param>
    public void Write(string segments, string factsFingerprint, string fullPath, long images, string file)
    {
        Prepare(segments, factsFingerprint, "hashed");
        database.Execute($"CREATE OR REPLACE TABLE image_row AS {Rows(factsFingerprint, fullPath, "false")}");
        for (long first = 0; first < images; first += Block)
        {
            string block = string.Create(CultureInfo.InvariantCulture, $"ordinal >= {first} AND ordinal < {first + Block}");
            database.InOrder($"INSERT INTO image_row {Rows(factsFingerprint, fullPath, block)} ORDER BY ordinal");
        }

        database.InOrder($"COPY (SELECT * EXCLUDE (content) FROM image_row) TO {SqlText.Quote(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroup})");
        database.Execute("DROP TABLE image_row");
    }

    /// <summary>The rows with a failure of their content or of a step, as a query.</summary>
    /// <param name="segments">What stands after FROM to read the segments.</param>
    /// <param name="factsFingerprint">The fingerprint of the facts.</param>
    /// <param name="fullPath">The SQL of a full path.</param>
    public string Failures(string segments, string factsFingerprint, string fullPath)
    {
        Prepare(segments, factsFingerprint, "last_failure");
        string rows = Rows(factsFingerprint, fullPath, "ordinal IN (SELECT ordinal FROM failure_of)");
        return $"SELECT ordinal, status, failure, message, failed_steps::VARCHAR AS steps FROM ({rows})";
    }

    private void Prepare(string segments, string factsFingerprint, string contents)
    {
        MakeSteps();
        MakeFailures(segments);
        database.Execute(
            $"""
            CREATE OR REPLACE TABLE fact AS
            SELECT content, {Chosen("width")}, {Chosen("height")}, {Chosen("taken_at")}, {Chosen("camera")}
            FROM {segments} WHERE record = 'image' AND fingerprint = {SqlText.Quote(factsFingerprint)} AND content IN (SELECT content FROM {contents})
            GROUP BY content;
            CREATE OR REPLACE TABLE fact_of AS SELECT h.ordinal, f.* EXCLUDE (content) FROM fact f JOIN hashed h USING (content);
            DROP TABLE fact;
            CREATE OR REPLACE TABLE failure_of AS SELECT h.ordinal, f.* EXCLUDE (content) FROM last_failure f JOIN hashed h USING (content);
            """);
    }

    /// <summary>The rows of some ordinals.</summary>
    private string Rows(string factsFingerprint, string fullPath, string where)
        => $"""
            SELECT l.ordinal, {RunLedger.ShownPath} AS path, parse_dirpath(l.path, 'forward_slash') AS folder, {fullPath} AS full_path, l.page, h.content,
              CASE WHEN ff.ordinal IS NULL THEN coalesce(h.file, h.content) END AS sha256, l.bytes, l.modified,
              CASE WHEN ff.ordinal IS NULL THEN nullif(f.width, 0) END AS width, CASE WHEN ff.ordinal IS NULL THEN nullif(f.height, 0) END AS height,
              CASE WHEN ff.ordinal IS NULL THEN f.taken_at END AS taken_at, CASE WHEN ff.ordinal IS NULL THEN f.camera END AS camera,
              CASE WHEN ff.ordinal IS NOT NULL OR coalesce(f.width, 0) = 0 OR ({steps.Count} > 0 AND sf.failures = {steps.Count}) THEN 'failed'
                WHEN fl.ordinal IS NOT NULL OR sf.ordinal IS NOT NULL THEN 'partial' ELSE 'ok' END AS status,
              CASE WHEN ff.ordinal IS NOT NULL THEN ff.failure WHEN fl.ordinal IS NOT NULL THEN fl.failure ELSE sf.failure END AS failure,
              CASE WHEN ff.ordinal IS NOT NULL THEN ff.message WHEN fl.ordinal IS NOT NULL THEN fl.message ELSE sf.message END AS message,
              CASE WHEN ff.ordinal IS NULL THEN sf.steps END AS failed_steps, e.ordinal IS NOT NULL AS computed, e.milliseconds
            FROM (SELECT * FROM listing WHERE {where}) l JOIN root r USING (root)
            LEFT JOIN (SELECT * FROM hashed WHERE {where}) h ON h.ordinal = l.ordinal
            LEFT JOIN (SELECT ordinal, min_by(failure, (failure, message)) AS failure, min_by(message, (failure, message)) AS message
              FROM file_failure WHERE {where} GROUP BY ordinal) ff ON ff.ordinal = l.ordinal
            LEFT JOIN (SELECT * FROM fact_of WHERE {where}) f ON f.ordinal = l.ordinal
            LEFT JOIN (SELECT * FROM failure_of WHERE fingerprint = {SqlText.Quote(factsFingerprint)} AND {where}) fl ON fl.ordinal = l.ordinal
            LEFT JOIN (SELECT ordinal, list(st.step ORDER BY st.step) AS steps, count(*) AS failures, min_by(o.failure, st.position) AS failure,
              min_by('Step ''' || st.id || ''': ' || o.message, st.position) AS message
              FROM failure_of o JOIN run_step st USING (fingerprint) WHERE {where} GROUP BY ordinal) sf ON sf.ordinal = l.ordinal
            LEFT JOIN (SELECT ordinal, sum(milliseconds) AS milliseconds FROM tried WHERE {where} GROUP BY ordinal) e ON e.ordinal = l.ordinal
            """;

    /// <summary>A fact of a success, and of a failure only where there is no success; the same in whatever order they were stored.</summary>
    private static string Chosen(string column)
        => $"coalesce(max({column}) FILTER (WHERE failure IS NULL), max({column})) AS {column}";

    private void MakeSteps()
    {
        database.Execute("CREATE OR REPLACE TABLE run_step (step INTEGER, position INTEGER, id VARCHAR, fingerprint VARCHAR)");
        using DuckDB.NET.Data.DuckDBAppender rows = database.Connection.CreateAppender("run_step");
        for (int position = 0; position < stepOrder.Count; position++)
        {
            RunStep step = steps[stepOrder[position]];
            rows.CreateRow().AppendValue((int?)stepOrder[position]).AppendValue((int?)position).AppendValue(step.Id).AppendValue(step.Fingerprint).EndRow();
        }
    }

    /// <summary>One failure for each content and fingerprint, chosen by what it says and not by when it was stored; none where something succeeded.</summary>
    private void MakeFailures(string segments)
    {
        string succeeded = database.Count("SELECT count(*) FROM failed") == 0
            ? "(SELECT NULL::VARCHAR AS content, NULL::VARCHAR AS fingerprint WHERE false)"
            : $"(SELECT content, fingerprint FROM {segments} WHERE record IN ('image', 'step') AND failure IS NULL AND content IN (SELECT content FROM failed))";
        database.Execute(
            $"""
            CREATE OR REPLACE TABLE last_failure AS
            SELECT * FROM failed f ANTI JOIN {succeeded} s USING (content, fingerprint)
            QUALIFY row_number() OVER (PARTITION BY f.content, f.fingerprint
              ORDER BY f.failure NOT IN ({FailureSql.Remembered}), f.failure, f.message) = 1;
            """);
    }
}
