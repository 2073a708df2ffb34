using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Statistics;

/// <summary>Counts over a whole run, for reports: labels, folders, days, confidences, changes.</summary>
/// <remarks>
/// Observations are put together with their images once, in a few bytes each; every answer is small or streams. One thread at a time, and
/// not beside other answers of the same reader.
/// </remarks>
public sealed partial class RunStatistics
{
    private readonly RunReader _reader;
    private readonly Database _database;
    private readonly Dictionary<int, int> _labelIds = [];
    private readonly Dictionary<int, int> _stepOfLabel = [];

    /// <summary>Puts observations and images together.</summary>
    /// <param name="reader">The run; borrowed, must live longer than this.</param>
    /// <exception cref="StoreException">The run cannot be read.</exception>
    public RunStatistics(RunReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        (_reader, _database) = (reader, reader.Database);
        try
        {
            Prepare();
        }
        catch (DuckDB.NET.Data.DuckDBException e)
        {
            throw new StoreException($"Cannot count what the run '{reader.Folder}' found: {e.Message}", e);
        }

        Labels = ReadLabels();
        Steps = ReadSteps();
    }

    /// <summary>Every label of every step, by number.</summary>
    public IReadOnlyList<LabelStatistics> Labels { get; }

    /// <summary>The steps in the pipeline's order.</summary>
    public IReadOnlyList<StepStatistics> Steps { get; }

    /// <summary>How many folders the listing has.</summary>
    public long FolderCount => _database.Count("SELECT count(*) FROM report_folder");

    /// <summary>The folders with the most images, in the order of their names.</summary>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<FolderStatistics> Folders(int most)
    {
        _database.Execute($"CREATE OR REPLACE TABLE report_folder_shown AS SELECT * FROM report_folder ORDER BY images DESC, id LIMIT {most}");
        string labels =
            """
            SELECT folder, unnest(max(n * 4294967296 + (4294967295 - label), 3)) AS key
            FROM (SELECT i.folder, f.label, count(*)::BIGINT AS n FROM found f JOIN report_image i USING (ordinal) GROUP BY ALL)
            WHERE folder IN (SELECT id FROM report_folder_shown) GROUP BY folder
            """;
        ILookup<int, (int, long)> top = _database
            .Rows($"SELECT folder, (4294967295 - key % 4294967296)::INTEGER, (key // 4294967296)::BIGINT FROM ({labels}) ORDER BY folder, key DESC", r => (Folder: r.GetInt32(0), Label: r.GetInt32(1), Count: r.GetInt64(2)))
            .ToLookup(r => r.Folder, r => (_labelIds[r.Label], r.Count));
        string sql =
            """
            SELECT s.id, s.folder, s.images, s.failures, coalesce(o.n, 0)::BIGINT FROM report_folder_shown s
            LEFT JOIN (SELECT i.folder, count(*) AS n FROM found f JOIN report_image i USING (ordinal) GROUP BY i.folder) o ON o.folder = s.id ORDER BY s.id
            """;
        return [.. _database.Rows(sql, r => new FolderStatistics(r.GetInt32(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), [.. top[r.GetInt32(0)]]))];
    }

    /// <summary>Images by the day that they were taken on, in order; those without a date are left out.</summary>
    public IReadOnlyList<DayCount> Days()
        => [.. _database.Rows(
            "SELECT left(taken_at, 10) AS day, count(*) FROM image WHERE regexp_full_match(left(taken_at, 10), '[0-9]{4}-[0-9]{2}-[0-9]{2}') GROUP BY day ORDER BY day",
            r => new DayCount(r.GetString(0), r.GetInt64(1)))];

    private void Prepare()
        => _database.Execute(
            $"""
            CREATE OR REPLACE TABLE report_folder AS
            SELECT (row_number() OVER (ORDER BY folder) - 1)::INTEGER AS id, folder, images, failures FROM
              (SELECT coalesce(folder, '') AS folder, count(*) AS images, count(*) FILTER (WHERE failure IS NOT NULL) AS failures FROM image GROUP BY ALL);
            CREATE OR REPLACE TABLE report_image AS
            SELECT i.ordinal::UINTEGER AS ordinal, f.id AS folder, i.width IS NOT NULL AS shown FROM image i JOIN report_folder f ON f.folder = coalesce(i.folder, '');
            CREATE OR REPLACE TABLE report_label AS
            SELECT (row_number() OVER (ORDER BY position, kind, label) - 1)::INTEGER AS id, position, step, kind, label FROM
              (SELECT DISTINCT st.position, st.step, s.kind, coalesce(s.label, '') AS label
               FROM segment s JOIN run_step st ON st.fingerprint = s.fingerprint WHERE s.record = 'observation');
            CREATE OR REPLACE TABLE found AS
            SELECT o.ordinal, l.id AS label, o.confidence, o.first FROM
              (SELECT i.ordinal::UINTEGER AS ordinal, st.position, s.kind, coalesce(s.label, '') AS label, (s.confidence * 10000)::USMALLINT AS confidence, {RunReader.IsFirst} AS first {RunReader.ObservationTables}) o
            JOIN report_label l ON l.position = o.position AND l.kind = o.kind AND l.label = o.label;
            CREATE OR REPLACE TABLE best AS SELECT label, ordinal, max(confidence) AS confidence FROM found GROUP BY label, ordinal;
            """);

    private List<LabelStatistics> ReadLabels()
    {
        List<LabelStatistics> labels = [];
        string sql =
            """
            SELECT l.id, l.step, l.kind, l.label, b.n, f.n, f.total FROM report_label l
            JOIN (SELECT label, count(*) AS n, sum(confidence)::BIGINT AS total FROM found GROUP BY label) f ON f.label = l.id
            JOIN (SELECT label, count(*) AS n FROM best GROUP BY label) b ON b.label = l.id ORDER BY l.id
            """;
        foreach ((int id, LabelStatistics label) in _database.Rows(sql, r => (r.GetInt32(0), new LabelStatistics(
            labels.Count, r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetInt64(4), r.GetInt64(5),
            Math.Round(r.GetInt64(6) / 10000m / r.GetInt64(5), 4, MidpointRounding.AwayFromZero)))))
        {
            // A store may know labels of other runs: numbers count those of this run alone.
            _labelIds[id] = labels.Count;
            _stepOfLabel[labels.Count] = label.Step;
            labels.Add(label);
        }

        ReadHistogram("found", (label, bin, count) => labels[label].Found.Add(bin, count));
        ReadHistogram("found WHERE first", (label, bin, count) => labels[label].First.Add(bin, count));
        ReadHistogram("best", (label, bin, count) => labels[label].Surest.Add(bin, count));
        return labels;
    }

    private void ReadHistogram(string table, Action<int, int, long> add)
    {
        foreach ((int label, int bin, long count) in _database.Rows(
            $"SELECT label, (confidence // 100)::INTEGER AS bin, count(*) FROM {table} GROUP BY ALL", r => (r.GetInt32(0), r.GetInt32(1), r.GetInt64(2))))
        {
            add(_labelIds[label], bin, count);
        }
    }

    private IReadOnlyList<StepStatistics> ReadSteps()
    {
        Dictionary<int, ConfidenceHistogram> surest = _reader.StepOrder.ToDictionary(s => s, _ => new ConfidenceHistogram());
        string sql =
            """
            SELECT step, (confidence // 100)::INTEGER AS bin, count(*) FROM
              (SELECT l.step, b.ordinal, max(b.confidence) AS confidence FROM best b JOIN report_label l ON l.id = b.label GROUP BY ALL) GROUP BY ALL
            """;
        foreach ((int step, int bin, long count) in _database.Rows(sql, r => (r.GetInt32(0), r.GetInt32(1), r.GetInt64(2))))
        {
            surest[step].Add(bin, count);
        }

        ILookup<int, LabelStatistics> labels = Labels.ToLookup(l => l.Step);
        return [.. _reader.StepOrder.Select(s => new StepStatistics(s, surest[s].Total, labels[s].Sum(l => l.Observations), surest[s]))];
    }
}
