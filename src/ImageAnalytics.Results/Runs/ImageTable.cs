using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results.Runs;

/// <summary>Makes the table of a run's images, with status and failure, from the ledger's tables.</summary>
internal sealed class ImageTable(Database database, IReadOnlyList<RunStep> steps, IReadOnlyList<int> stepOrder)
{
    /// <summary>The name of the table.</summary>
    public const string Name = "image_row";

    /// <summary>The rows with a failure of their content or of a step, as a query.</summary>
    public const string Failures =
        $"SELECT ordinal, status, failure, message, failed_steps::VARCHAR AS steps FROM {Name} WHERE content IN (SELECT content FROM last_failure)";

    /// <summary>Makes it.</summary>
    /// <param name="segments">What stands after FROM to read the segments.</param>
    /// <param name="factsFingerprint">The fingerprint of the facts.</param>
    /// <param name="fullPath">The SQL of a full path.</param>
    /// <param name="failuresOnly">Whether only the rows of <see cref="Failures"/> are wanted; the others are then wrong.</param>
    public void Make(string segments, string factsFingerprint, string fullPath, bool failuresOnly = false)
    {
        MakeSteps();
        MakeFailures(segments);
        string facts = SqlText.Quote(factsFingerprint);
        string contents = failuresOnly ? "last_failure" : "hashed";
        database.Execute(
            $"""
            CREATE OR REPLACE TABLE fact AS
            SELECT content, {Chosen("width")}, {Chosen("height")}, {Chosen("taken_at")}, {Chosen("camera")}
            FROM {segments} WHERE record = 'image' AND fingerprint = {facts} AND content IN (SELECT content FROM {contents})
            GROUP BY content;
            CREATE OR REPLACE TABLE step_failure AS
            SELECT f.content, list(st.step ORDER BY st.step) AS steps, count(*) AS failures, min_by(f.failure, st.position) AS failure,
              min_by('Step ''' || st.id || ''': ' || f.message, st.position) AS message
            FROM last_failure f JOIN run_step st USING (fingerprint) GROUP BY f.content;
            CREATE OR REPLACE TABLE effort AS SELECT ordinal, sum(milliseconds) AS milliseconds FROM tried GROUP BY ordinal;
            CREATE OR REPLACE VIEW {Name} AS
            SELECT l.ordinal, {RunLedger.ShownPath} AS path, parse_dirpath(l.path, 'forward_slash') AS folder, {fullPath} AS full_path, l.page, h.content,
              CASE WHEN ff.ordinal IS NULL THEN coalesce(h.file, h.content) END AS sha256, l.bytes, l.modified,
              CASE WHEN ff.ordinal IS NULL THEN nullif(f.width, 0) END AS width, CASE WHEN ff.ordinal IS NULL THEN nullif(f.height, 0) END AS height,
              CASE WHEN ff.ordinal IS NULL THEN f.taken_at END AS taken_at, CASE WHEN ff.ordinal IS NULL THEN f.camera END AS camera,
              CASE WHEN ff.ordinal IS NOT NULL OR coalesce(f.width, 0) = 0 OR ({steps.Count} > 0 AND sf.failures = {steps.Count}) THEN 'failed'
                WHEN fl.content IS NOT NULL OR sf.content IS NOT NULL THEN 'partial' ELSE 'ok' END AS status,
              CASE WHEN ff.ordinal IS NOT NULL THEN ff.failure WHEN fl.content IS NOT NULL THEN fl.failure ELSE sf.failure END AS failure,
              CASE WHEN ff.ordinal IS NOT NULL THEN ff.message WHEN fl.content IS NOT NULL THEN fl.message ELSE sf.message END AS message,
              CASE WHEN ff.ordinal IS NULL THEN sf.steps END AS failed_steps, e.ordinal IS NOT NULL AS computed, e.milliseconds
            FROM listing l JOIN root r USING (root) LEFT JOIN hashed h ON h.ordinal = l.ordinal
            LEFT JOIN (SELECT ordinal, min_by(failure, (failure, message)) AS failure, min_by(message, (failure, message)) AS message
              FROM file_failure GROUP BY ordinal) ff ON ff.ordinal = l.ordinal
            LEFT JOIN fact f ON f.content = h.content
            LEFT JOIN (SELECT * FROM last_failure WHERE fingerprint = {facts}) fl ON fl.content = h.content
            LEFT JOIN step_failure sf ON sf.content = h.content
            LEFT JOIN effort e ON e.ordinal = l.ordinal;
            """);
    }

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
            : $"(SELECT content, fingerprint FROM {segments} WHERE record IN ('image', 'step') AND failure IS NULL)";
        database.Execute(
            $"""
            CREATE OR REPLACE TABLE last_failure AS
            SELECT * FROM failed f ANTI JOIN {succeeded} s USING (content, fingerprint)
            QUALIFY row_number() OVER (PARTITION BY f.content, f.fingerprint
              ORDER BY f.failure NOT IN ({FailureSql.Remembered}), f.failure, f.message) = 1;
            """);
    }
}
