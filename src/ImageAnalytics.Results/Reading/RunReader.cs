using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Results;

/// <summary>Reads a finished run: what reports and exports are made of.</summary>
/// <remarks>
/// Safe beside a run that is being computed. Answers stream, so memory does not grow with the run. One thread at a time; the sequences of
/// <see cref="Images"/> and <see cref="Observations"/> may be read side by side.
/// </remarks>
public sealed partial class RunReader : IDisposable
{
    // A row takes about 500 bytes besides its own while it is sorted. Every block reads all segments once, so there are not many; with masks of millions of objects blocks become larger.
    private const long MostBlocks = 32, LeastBlock = 100, RowBytes = 512, ImageBlock = ImageTable.RowGroup;
    private readonly Database _database;
    private readonly StoreLock _lock;
    private readonly RunFile _file;
    private long _segmentBytes;

    /// <summary>Bytes of observations that are sorted at once, about.</summary>
    internal long BlockBytes { get; set; } = 8L << 20;

    private RunReader(string folder, StoreLayout layout, StoreOptions options, Action<string> warn)
    {
        (_file, Document) = RunFile.Read(folder);
        Folder = folder;
        _lock = StoreLock.Share(layout);
        _database = Database.Open(Directory.Exists(layout.Temporary) ? layout.Temporary : Path.GetTempPath(), options.MemoryMegabytes, options.Threads);
        try
        {
            Prepare(layout, warn);
        }
        catch (DuckDBException e)
        {
            Dispose();
            throw new StoreException($"Cannot read the run '{folder}': {e.Message}", e);
        }
    }

    /// <summary>The run's folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The whole of <c>run.json</c>.</summary>
    public JsonObject Document { get; }

    /// <summary>The run's id.</summary>
    public string RunId => _file.RunId;

    /// <summary>The pipeline's name.</summary>
    public string Pipeline => _file.Pipeline;

    /// <summary>When it finished.</summary>
    public DateTimeOffset Finished => _file.Finished;

    /// <summary>The figures.</summary>
    public RunCounts Counts => _file.Counts;

    /// <summary>The steps in topological order.</summary>
    public IReadOnlyList<RunStep> Steps => _file.Steps;

    /// <summary>Indexes of <see cref="Steps"/> in the order of the pipeline file, which is that of rows.</summary>
    public IReadOnlyList<int> StepOrder => _file.StepOrder;

    /// <summary>Equal for runs with equal results.</summary>
    internal string Digest => _file.Digest;

    /// <summary>The tables that the pipeline asked for, in its order, with what became of them.</summary>
    public IReadOnlyList<TableResult> Tables => _file.Tables ?? [];

    /// <summary>What was found again and again at one place of a folder; null when the pipeline does not ask.</summary>
    public RepeatCounts? Repeats => _file.Repeats;

    /// <summary>Whether the run's CSV files have text as it is.</summary>
    public bool RawCsv => _file.RawCsv;

    /// <summary>Opens a run.</summary>
    /// <param name="runFolder">The folder of a finished run, inside its output folder; see <see cref="RunFolder.Resolve"/>.</param>
    /// <param name="options">What it may use; the defaults when null.</param>
    /// <exception cref="StoreException">It is no run, or cannot be read.</exception>
    public static RunReader Open(string runFolder, StoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        string folder = Path.GetFullPath(runFolder);
        return new RunReader(folder, LayoutOf(folder), options ?? new StoreOptions(), static _ => { });
    }

    /// <summary>The id of an observation as results show it, <c>step#n</c>.</summary>
    public string IdOf(RunObservation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        return Id(observation.Step, observation.Stored.Number);
    }

    /// <summary>The id of what an observation was found on; null for the whole image.</summary>
    public string? ParentIdOf(RunObservation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        return observation.Stored.Parent is { } number && Steps[observation.Step].Parent is { } parent ? Id(parent, number) : null;
    }

    /// <summary>Every image, in listing order.</summary>
    public IEnumerable<RunImage> Images() => ReadImagesInBlocks("true");

    /// <summary>The images for which the run computed or tried something, in listing order.</summary>
    public IEnumerable<RunImage> NewImages() => ReadImages("computed");

    /// <summary>
    /// By ordinal, the images that are news after earlier runs: those that this run computed or tried, and those whose content none of the earlier runs had,
    /// whoever computed them, such as this run before it was stopped and begun again.
    /// </summary>
    /// <param name="earlierFolders">
    /// The folders of earlier runs, the newest first; none for a first run, after which every image is news. When the newest cannot be read, it counts as one with everything.
    /// </param>
    public BitArray NewsSince(IReadOnlyList<string> earlierFolders)
    {
        ArgumentNullException.ThrowIfNull(earlierFolders);
        BitArray news = new(checked((int)Counts.Images), earlierFolders.Count == 0);
        if (earlierFolders.Count == 0)
        {
            return news;
        }

        string Images(string folder) => $"read_parquet({SqlText.Quote(Path.Combine(folder, RunFile.ImagesName))})";
        void Make(string where) => _database.Execute($"CREATE OR REPLACE TABLE news AS SELECT ordinal, CASE WHEN NOT computed THEN sha256 END AS sha256 FROM image WHERE computed OR {where}");
        if (!Try(() => Make($"(sha256 IS NOT NULL AND sha256 NOT IN (SELECT sha256 FROM {Images(earlierFolders[0])} WHERE sha256 IS NOT NULL))")))
        {
            Make("false");
        }

        // What the newest run lacked and an older one had came back, after a night in which its folder was not there.
        foreach (string folder in earlierFolders.Skip(1).TakeWhile(_ => _database.Count("SELECT count(sha256) FROM news") > 0))
        {
            _ = Try(() => _database.Execute(
                $"DELETE FROM news WHERE sha256 IN (SELECT p.sha256 FROM (SELECT DISTINCT sha256 FROM news) n JOIN {Images(folder)} p USING (sha256))"));
        }

        foreach (long ordinal in _database.Rows("SELECT ordinal FROM news", r => r.GetInt64(0)))
        {
            news[(int)ordinal] = true;
        }

        _database.Execute("DROP TABLE news");
        return news;

        static bool Try(Action query)
        {
            try
            {
                query();
                return true;
            }
            catch (DuckDBException)
            {
                return false;
            }
        }
    }

    /// <summary>The images with a failure, in listing order: failed ones and partial ones.</summary>
    public IEnumerable<RunImage> Failures() => ReadImagesInBlocks("failure IS NOT NULL");

    /// <summary>How many images have each class of failure; the most frequent first.</summary>
    public IReadOnlyList<FailureCount> FailureCounts()
        =>
        [
            .. _database.Rows(
                "SELECT failure, count(*) AS n FROM image WHERE failure IS NOT NULL GROUP BY failure ORDER BY n DESC, failure",
                r => new FailureCount(r.GetString(0), r.GetInt64(1))),
        ];

    /// <summary>Every observation: in listing order, then by step in the pipeline's order, then by number.</summary>
    public IEnumerable<RunObservation> Observations()
    {
        // A block of images at a time, so that what is sorted stays small however large the run is.
        long block = BlockSize();
        for (long first = 0; first < Counts.Images; first += block)
        {
            foreach (RunObservation observation in ReadBlock(first, Math.Min(first + block, Counts.Images)))
            {
                yield return observation;
            }
        }
    }

    // How much text a block holds is known only when it is read: one that does not fit into memory is read in parts.
    private IEnumerable<RunObservation> ReadBlock(long first, long end)
    {
        Stack<(long First, long End, int Given)> parts = new([(first, end, 0)]);
        while (parts.TryPop(out (long First, long End, int Given) part))
        {
            (long ordinal, int given) = (part.First, part.Given);
            bool fits = true;
            int skipped = 0;
            using IEnumerator<RunObservation> rows = ReadObservations($"i.ordinal >= {part.First} AND i.ordinal < {part.End}").GetEnumerator();
            while (fits)
            {
                try
                {
                    if (!rows.MoveNext())
                    {
                        break;
                    }
                }
                catch (DuckDBException e) when (part.End - part.First > 1 && e.Message.Contains("Out of Memory", StringComparison.Ordinal))
                {
                    fits = false;
                    break;
                }

                if (rows.Current.Ordinal == part.First && skipped < part.Given)
                {
                    skipped++;
                    continue;
                }

                (ordinal, given) = (rows.Current.Ordinal, rows.Current.Ordinal == ordinal ? given + 1 : 1);
                yield return rows.Current;
            }

            if (!fits)
            {
                long middle = ordinal + Math.Max(1, (part.End - ordinal) / 2);
                parts.Push((middle, part.End, 0));
                parts.Push((ordinal, middle, given));
            }
        }
    }

    /// <summary>Every observation together with its image, in the order of <see cref="Observations"/>.</summary>
    public IEnumerable<(RunImage Image, RunObservation Observation)> ObservationsWithImages()
    {
        using IEnumerator<RunImage> images = Images().GetEnumerator();
        foreach (RunObservation observation in Observations())
        {
            while (images.Current is not { } image || image.Ordinal < observation.Ordinal)
            {
                images.MoveNext();
            }

            yield return (images.Current, observation);
        }
    }

    /// <summary>How often each step found each label; by step in the pipeline's order, then kind, then label.</summary>
    /// <param name="firstOnly">Whether a classifier's second and later answers are left out.</param>
    public IReadOnlyList<LabelCount> LabelCounts(bool firstOnly = false)
    {
        string sql =
            $"""
            SELECT st.step, s.kind, s.label, count(DISTINCT i.ordinal), count(*), count(*) FILTER (WHERE {IsFirst}), sum(s.confidence)
            {ObservationTables} {(firstOnly ? $"AND {IsFirst}" : "")} GROUP BY st.position, st.step, s.kind, s.label ORDER BY st.position, s.kind, s.label
            """;
        return
        [
            .. _database.Rows(sql, r => new LabelCount(
                r.GetInt32(0), r.GetString(1), r.Text(2) ?? "", r.GetInt64(3), r.GetInt64(4), r.GetInt64(5),
                Math.Round(r.GetDecimal(6) / r.GetInt64(4), 4, MidpointRounding.AwayFromZero))),
        ];
    }

    /// <summary>A choice of images with their observations, the same for the same run: those with observations first, spread over the listing.</summary>
    /// <param name="count">At most so many images.</param>
    /// <returns>In listing order.</returns>
    public IReadOnlyList<SampledImage> Sample(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _database.Execute(
            $"""
            CREATE OR REPLACE TABLE sample AS
            WITH candidate AS (
              SELECT i.ordinal, o.ordinal IS NOT NULL AS has FROM image i LEFT JOIN (SELECT DISTINCT i.ordinal {ObservationTables}) o ON o.ordinal = i.ordinal
              WHERE i.width IS NOT NULL),
            placed AS (
              SELECT ordinal, has, row_number() OVER (PARTITION BY has ORDER BY ordinal) - 1 AS place, count(*) OVER (PARTITION BY has) AS n,
                (SELECT count(*) FROM candidate WHERE has) AS with_any
              FROM candidate),
            wanted AS (SELECT *, CASE WHEN has THEN least({count}, n) ELSE least(greatest({count} - with_any, 0), n) END AS take FROM placed)
            SELECT ordinal FROM wanted WHERE take > 0 AND (place * take) // n <> ((place - 1) * take + n) // n - 1;
            """);
        const string Chosen = "i.ordinal IN (SELECT ordinal FROM sample)";
        ILookup<long, RunObservation> found = ReadObservations(Chosen).ToLookup(o => o.Ordinal);
        return [.. ReadImages("ordinal IN (SELECT ordinal FROM sample)").Select(i => new SampledImage(i, [.. found[i.Ordinal]]))];
    }

    /// <summary>Closes the run. Safe to repeat.</summary>
    public void Dispose()
    {
        _database?.Dispose();
        _lock.Dispose();
    }

    internal static RunReader OpenDraft(string folder, ResultStore store, StoreOptions? options = null) => new(folder, store.Layout, options ?? store.Options, store.Warn);

    /// <summary>Runs a COPY of a query over this run's tables into a Parquet file.</summary>
    internal void CopyToParquet(string select, string path)
        => _database.Execute($"COPY ({select}) TO {SqlText.Quote(path)} (FORMAT parquet, COMPRESSION zstd)");

    private static StoreLayout LayoutOf(string folder)
    {
        // output/<pipeline>/runs/<run-id>, perhaps named through the link 'latest'.
        string real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        string? output = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(real))));
        StoreLayout? layout = output is null ? null : new StoreLayout(output);
        return layout is not null && Directory.Exists(layout.Segments)
            ? layout
            : throw new StoreException(
                $"Cannot read the run '{folder}': there is no store at '{layout?.Store}'. Expected the run to lie in its output folder, OUTPUT/PIPELINE/runs/RUN.");
    }

    private string Id(int step, int number) => string.Create(CultureInfo.InvariantCulture, $"{Steps[step].Id}#{number}");

    private void Prepare(StoreLayout layout, Action<string> warn)
    {
        ParquetFolder folder = new(layout.Segments, TableShape.Segment, TimeProvider.System, warn);
        string suppressed = Path.Combine(Folder, RepeatFinder.SuppressedName);
        _suppressedFile = File.Exists(suppressed) ? suppressed : null;
        IReadOnlyList<string> files = _segmentFiles = folder.Files();
        _segmentBytes = files.Count == 0 ? 0 : _database.Count($"SELECT coalesce(sum(total_uncompressed_size), 0)::BIGINT FROM parquet_metadata([{SqlText.List(files)}])");
        string fingerprints = SqlText.List(Steps.Select(s => s.Fingerprint).Distinct(StringComparer.Ordinal));
        _database.Execute(
            $"""
            {OwnTables}
            {(_suppressedFile is null ? NothingSuppressed : $"CREATE VIEW suppressed AS SELECT * FROM read_parquet({SqlText.Quote(_suppressedFile)});")}
            CREATE VIEW image AS SELECT *, {PageContent.Sql("sha256", "page")} AS content FROM {Listing(Path.Combine(Folder, RunFile.ImagesName))};
            CREATE VIEW segment AS SELECT * FROM {folder.Source(files)} WHERE fingerprint IN ({fingerprints});
            INSERT INTO repeated
            WITH step AS (SELECT content, fingerprint, filename FROM segment WHERE record = 'step' AND failure IS NULL),
            twice AS (SELECT content, fingerprint FROM step GROUP BY content, fingerprint HAVING count(*) > 1)
            SELECT content, fingerprint, min(filename) AS filename FROM step SEMI JOIN twice USING (content, fingerprint) GROUP BY content, fingerprint;
            """);
        using DuckDBAppender rows = _database.Connection.CreateAppender("run_step");
        for (int position = 0; position < StepOrder.Count; position++)
        {
            RunStep step = Steps[StepOrder[position]];
            rows.CreateRow().AppendValue((int?)StepOrder[position]).AppendValue((int?)position).AppendValue(step.Id).AppendValue(step.Fingerprint)
                .AppendValue(step.Plugin).AppendValue(step.Model).AppendValue(step.Parent is { } parent ? Steps[parent].Id : null).EndRow();
        }
    }

    /// <summary>The listing; one that an older program wrote knows no pages.</summary>
    private string Listing(string path)
    {
        string file = SqlText.Quote(path);
        bool paged = _database.Count($"SELECT count(*) FROM parquet_schema({file}) WHERE name = 'page'") > 0;
        return paged ? $"read_parquet({file})" : $"(SELECT *, 0 AS page FROM read_parquet({file}))";
    }

    /// <summary>How many images have about as many bytes of observations as are sorted at once, so that memory does not grow with the run.</summary>
    internal long BlockSize()
    {
        // What is stored once stands in the run as often as its picture was listed. (How many observations the run has is known only afterwards.)
        long stored = _database.Count("SELECT count(*) FROM segment WHERE record = 'observation'");
        long pictures = Math.Max(1, _database.Count("SELECT count(DISTINCT content) FROM image"));
        double bytes = (double)stored * Counts.Images / pictures * (RowBytes + (_segmentBytes / Math.Max(1, stored)));
        return Math.Max(LeastBlock, (long)(Counts.Images / Math.Clamp(bytes / BlockBytes, 1, MostBlocks)));
    }

    private IEnumerable<RunImage> ReadImagesInBlocks(string where)
    {
        for (long first = 0; first < Counts.Images; first += ImageBlock)
        {
            foreach (RunImage image in ReadImages(string.Create(CultureInfo.InvariantCulture, $"ordinal >= {first} AND ordinal < {first + ImageBlock} AND {where}")))
            {
                yield return image;
            }
        }
    }

    internal IEnumerable<RunImage> ReadImages(string where)
    {
        using DuckDBConnection connection = _database.Duplicate();
        string sql =
            $"""
            SELECT ordinal, path, full_path, sha256, bytes, width, height, taken_at, camera, status, failure, message, computed, milliseconds, page, modified
            FROM image WHERE {where} ORDER BY ordinal
            """;
        foreach (RunImage image in Database.Rows(connection, sql, r => new RunImage(
            r.GetInt64(0), r.GetString(1), r.GetString(2), r.Text(3), r.GetInt64(4), r.Int32(5), r.Int32(6), r.Text(7), r.Text(8),
            r.GetString(9), r.Text(10), r.Text(11), r.GetBoolean(12), r.Number(13)) { Page = r.GetInt32(14), ModifiedNanoseconds = r.GetInt64(15) }))
        {
            yield return image;
        }
    }

    internal IEnumerable<RunObservation> ReadObservations(string where, bool longDetails = true)
    {
        using DuckDBConnection connection = _database.Duplicate();
        string columns = longDetails ? ObservationReader.Columns : ObservationReader.ColumnsWithShortDetail;
        string sql = $"SELECT i.ordinal, st.step, {columns} {ObservationTables} AND {where} ORDER BY i.ordinal, st.position, s.number";
        foreach (RunObservation observation in Database.Rows(
            connection, sql, r => new RunObservation(r.GetInt64(0), r.GetInt32(1), ObservationReader.Read(r, 2))))
        {
            yield return observation;
        }
    }
}
