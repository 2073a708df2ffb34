using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <content>Handing out what is left.</content>
public sealed partial class RunLedger
{
    private const int PageSize = 4096;

    private const string NewestOfFolder =
        "JOIN (SELECT ordinal, max(modified) OVER (PARTITION BY root, regexp_replace(path, '[^/]*$', '')) AS newest FROM listing) n ON n.ordinal = o.ordinal";

    private int _snapshots;

    /// <summary>Files with something left to do, as things stand when the enumeration begins: in listing order, or folder by folder from the one with the newest file on.</summary>
    /// <param name="newestFoldersFirst">Whether folders come in the order of their newest files. What is found does not depend on it.</param>
    /// <remarks>
    /// A content that is known under several paths is handed out once, with the first path. After all that was handed out is committed, ask
    /// again until nothing comes: a file that was only hashed may have a step left, and where the first path of a content has
    /// vanished the next ones take its place. What failed in this run is not handed out again.
    /// </remarks>
    public IEnumerable<PendingImage> Pending(bool newestFoldersFirst = false)
    {
        lock (_gate)
        {
            RequirePlan();
            bool isOnePage = (_part ?? _images) <= PageSize;
            string place = newestFoldersFirst ? "row_number() OVER (ORDER BY newest DESC, o.ordinal)"
                : isOnePage ? "o.ordinal" : "row_number() OVER (ORDER BY o.ordinal)";
            string pending =
                $"""
                SELECT {place} AS place, o.ordinal, content, mask
                FROM {(_hasHashes ? EachContentOnce : Readable)} o {(newestFoldersFirst ? NewestOfFolder : "")}
                """;
            if (isOnePage)
            {
                return Page($"({pending})", "true");
            }

            string table = $"pending_{_snapshots++}";
            _database.Execute($"CREATE TABLE {table} AS {pending} ORDER BY place");
            return Pages(table);
        }
    }

    /// <summary>Files with something left to do; the first one alone where several have the same known content.</summary>
    private string EachContentOnce
        => $"""
            (WITH open AS (SELECT ordinal, content, mask FROM {Readable} WHERE content IS NULL OR mask <> {_masks.Full})
            SELECT * FROM open WHERE content IS NULL
            UNION ALL
            {(_hasFileFailures ? MorePathsOfWhatFailed : "SELECT min(ordinal), content, any_value(mask) FROM open WHERE content IS NOT NULL GROUP BY content")})
            """;

    // Where a path of a content could not be read, four times as many others take its place: however many cannot, few rounds are enough.
    private const string MorePathsOfWhatFailed =
        """
        SELECT ordinal, content, mask FROM open LEFT JOIN
          (SELECT content, count(DISTINCT ordinal) AS failed FROM hashed JOIN file_failure USING (ordinal) GROUP BY content) USING (content)
        WHERE content IS NOT NULL QUALIFY row_number() OVER (PARTITION BY content ORDER BY ordinal) <= greatest(1, 4 * coalesce(failed, 0))
        """;

    private IEnumerable<PendingImage> Pages(string table)
    {
        try
        {
            for (long start = 0; ; start += PageSize)
            {
                List<PendingImage> page;
                lock (_gate)
                {
                    page = Page(table, $"place > {start} AND place <= {start + PageSize}");
                }

                foreach (PendingImage image in page)
                {
                    yield return image;
                }

                if (page.Count < PageSize)
                {
                    yield break;
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                if (_database.Connection.State == System.Data.ConnectionState.Open)
                {
                    _database.Execute($"DROP TABLE IF EXISTS {table}");
                }
            }
        }
    }

    private List<PendingImage> Page(string table, string where)
    {
        string sql =
            $"""
            SELECT l.ordinal, {ShownPath}, {FullPath}, l.bytes, p.content, p.mask, l.page
            FROM {table} p JOIN listing l USING (ordinal) JOIN root r USING (root) WHERE {where} ORDER BY p.place
            """;
        List<(PendingImage Image, ulong Mask)> rows =
        [
            .. _database.Rows(sql, r => (
                new PendingImage(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetInt64(3), r.Text(4), null, [], []) { Page = r.GetInt32(6) },
                r.GetFieldValue<ulong>(5))),
        ];
        bool anyKnown = rows.Any(r => r.Image.ContentHash is not null && r.Mask != 0);
        string contents = $"(SELECT content FROM {table} WHERE content IS NOT NULL AND mask <> 0 AND {where})";
        Dictionary<string, ImageFacts> facts = anyKnown ? ReadFacts(contents) : [];
        HashSet<string> givenFingerprints =
            [.. rows.SelectMany(r => _masks.Given(_masks.Missing(r.Mask))).Distinct().Select(i => _steps[i].Fingerprint)];
        Dictionary<(string, string), StepResult> given = givenFingerprints.Count > 0 ? ReadSteps(contents, givenFingerprints) : [];
        return [.. rows.Select(r => Complete(r.Image, r.Mask, facts, given))];
    }

    private PendingImage Complete(
        PendingImage image, ulong mask, Dictionary<string, ImageFacts> facts, Dictionary<(string, string), StepResult> given)
    {
        int[] missing = _masks.Missing(mask);
        return image with
        {
            MissingSteps = missing,
            Facts = image.ContentHash is null || (mask & StepMasks.Facts) == 0 ? null : facts.GetValueOrDefault(image.ContentHash),
            Given = image.ContentHash is null
                ? []
                : [.. _masks.Given(missing).Select(i => _steps[i].Fingerprint).Distinct(StringComparer.Ordinal)
                    .Select(f => given.GetValueOrDefault((image.ContentHash, f)))
                    .OfType<StepResult>()],
        };
    }

    private Dictionary<string, ImageFacts> ReadFacts(string contents)
    {
        string sql =
            $"""
            SELECT s.content, s.width, s.height, s.taken_at, s.camera, s.failure, s.message
            FROM {_store.Segments.Source(_segments)} s
            WHERE s.record = 'image' AND s.fingerprint = {SqlText.Quote(_factsFingerprint)} AND s.content IN {contents}
            ORDER BY {OldOrder}
            """;
        Dictionary<string, ImageFacts> facts = new(StringComparer.Ordinal);
        foreach ((string content, ImageFacts read) in _database.Rows(sql, r => (r.GetString(0), new ImageFacts
        {
            Width = r.GetInt32(1),
            Height = r.GetInt32(2),
            TakenAt = r.Text(3),
            Camera = r.Text(4),
            Failure = r.Text(5),
            Message = r.Text(6),
        })))
        {
            facts.TryAdd(content, read);
        }

        return facts;
    }

    private Dictionary<(string Content, string Fingerprint), StepResult> ReadSteps(string contents, HashSet<string> fingerprints)
    {
        string from = $"{_store.Segments.Source(_segments)} s WHERE s.fingerprint IN ({SqlText.List(fingerprints)}) AND s.content IN {contents}";
        Dictionary<(string, string), (string File, StepResult Step, List<StoredObservation> Found)> read = [];
        string steps =
            $"""
            SELECT s.content, s.fingerprint, s.failure, s.message, s.filename
            FROM {from} AND s.record = 'step' ORDER BY {OldOrder}
            """;
        foreach ((string content, string fingerprint, string? failure, string? message, string file) in
            _database.Rows(steps, r => (r.GetString(0), r.GetString(1), r.Text(2), r.Text(3), r.GetString(4))))
        {
            List<StoredObservation> found = [];
            read.TryAdd((content, fingerprint), (file, new StepResult(fingerprint, failure, message, found), found));
        }

        string observations =
            $"""
            SELECT s.content, s.fingerprint, s.filename, {ObservationReader.Columns}
            FROM {from} AND s.record = 'observation' ORDER BY s.number
            """;
        foreach ((string content, string fingerprint, string file, StoredObservation observation) in
            _database.Rows(observations, r => (r.GetString(0), r.GetString(1), r.GetString(2), ObservationReader.Read(r, 3))))
        {
            if (read.TryGetValue((content, fingerprint), out (string File, StepResult Step, List<StoredObservation> Found) step) && step.File == file)
            {
                step.Found.Add(observation);
            }
        }

        return read.ToDictionary(r => r.Key, r => r.Value.Step);
    }

    /// <summary>The row set that counts comes first: a success, then a remembered failure, then the segment's name.</summary>
    private static string OldOrder
        => $"CASE WHEN s.failure IS NULL THEN 0 WHEN s.failure IN ({FailureSql.Remembered}) THEN 1 ELSE 2 END, s.filename";
}
