using DuckDB.NET.Data;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Results;

/// <content>What is known and what is left.</content>
public sealed partial class RunLedger
{
    /// <summary>What results show: pages of a file with several carry their number.</summary>
    internal const string ShownPath = "CASE WHEN l.page > 0 THEN l.path || '#' || l.page ELSE l.path END";

    private const string FullPath = "CASE WHEN r.whole THEN r.prefix ELSE r.prefix || l.path END";
    private bool _listingClosed;
    private bool _segmentsLoaded;
    private RunPlan? _plan;

    /// <summary>Closes the listing and finds out what is left to do. May be called again for fresh figures.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public RunPlan Plan()
    {
        lock (_gate)
        {
            if (!_segmentsLoaded)
            {
                CloseListing();
                Load();
                _segmentsLoaded = true;
            }

            _plan = Summarise();
            return _plan;
        }
    }

    /// <summary>
    /// Writes the hashes of all contents for which the store has something of this run: sorted, 32 bytes each, nothing between.
    /// A file whose hash is found there need not be decoded: report it without facts and steps, and <see cref="Pending"/> says if anything is left.
    /// </summary>
    /// <param name="path">The file to write; replaced when it exists.</param>
    /// <returns>How many hashes.</returns>
    public long WriteKnownContents(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        lock (_gate)
        {
            RequirePlan();
            long count = 0;
            try
            {
                using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
                foreach (string hash in _database.Rows($"SELECT DISTINCT content FROM {(_goesOn ? "known_done" : "done")} ORDER BY content", r => r.GetString(0)))
                {
                    file.Write(Convert.FromHexString(hash));
                    count++;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or DuckDBException)
            {
                throw StoreException.WriteFailed("the known content hashes", path, count * ContentHash.Bytes, e);
            }

            return count;
        }
    }

    /// <summary>Leaves files as failed that could not be read earlier, without trying them. After <see cref="SplitPages"/>, before <see cref="Plan"/>.</summary>
    /// <param name="failures">The failures, by the file's full path; of what is not listed nothing is kept.</param>
    public void Keep(IEnumerable<(string FullPath, string Failure, string Message)> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        lock (_gate)
        {
            CloseListing();
            _database.Execute("CREATE OR REPLACE TABLE kept (full_path VARCHAR, failure VARCHAR, message VARCHAR)");
            using (DuckDBAppender kept = _database.Connection.CreateAppender("kept"))
            {
                foreach ((string path, string failure, string message) in failures)
                {
                    kept.CreateRow().AppendValue(path).AppendValue(failure).AppendValue(StoredText.Of(message)).EndRow();
                }
            }

            _hasFileFailures |= _database.Execute(
                $"INSERT INTO file_failure SELECT l.ordinal, k.failure, k.message FROM listing l JOIN root r USING (root) JOIN kept k ON k.full_path = {FullPath}") > 0;
            _database.Execute("DROP TABLE kept");
        }
    }

    private void CloseListing()
    {
        if (_listingClosed)
        {
            return;
        }

        _listingClosed = true;
        _listing?.Dispose();
        _listing = null;
        using DuckDBAppender roots = _database.Connection.CreateAppender("root");
        foreach ((string prefix, int root) in _roots)
        {
            bool whole = prefix.EndsWith('\0');
            roots.CreateRow().AppendValue((int?)root).AppendValue(whole ? prefix[..^1] : prefix).AppendValue((bool?)whole).EndRow();
        }
    }

    private void Load()
    {
        try
        {
            TryLoad();
        }
        catch (DuckDBException e)
        {
            // A file may be readable on the outside only: look at every value, set aside what is damaged, and read the rest.
            int damaged = _store.Segments.SetAsideDamaged(_database, deep: true).Damaged.Count
                + _store.KnownFiles.SetAsideDamaged(_database, deep: true).Damaged.Count;
            if (damaged == 0)
            {
                throw new StoreException($"Cannot read the store '{_store.Layout.Store}': {e.Message}", e);
            }

            _database.Execute("TRUNCATE hashed; TRUNCATE done; TRUNCATE failed;");
            _hasHashes = false;
            TryLoad();
        }
    }

    private void TryLoad()
    {
        _segments.Clear();
        _segments.AddRange(_store.Segments.ReadableFiles(_database));
        if (_store.DropLostPictures(_database, _segments, [.. _steps.Select(s => s.Fingerprint)]))
        {
            _segments.Clear();
            _segments.AddRange(_store.Segments.Files());
        }

        string segments = _store.Segments.Source(_segments);
        _database.Execute(
            $"""
            {(_goesOn ? KnownTables : "")}
            INSERT INTO {(_goesOn ? "known_done" : "done")}
            SELECT s.content, bit_or(CASE WHEN s.record = 'image' AND s.width = 0 THEN {_masks.Full}::UBIGINT ELSE b.bits END)
            FROM {segments} s JOIN fingerprint_bits b USING (fingerprint) {ButTriedAgain(segments)}
            WHERE s.record IN ('image', 'step') AND (s.failure IS NULL OR s.failure IN ({_remembered}))
            GROUP BY s.content;
            """);
        if (_goesOn)
        {
            LoadForAllShards();
            return;
        }

        _database.Execute(
            $"""
            INSERT INTO failed
            SELECT s.content, s.fingerprint, s.failure, s.message
            FROM {segments} s JOIN fingerprint_bits b USING (fingerprint) {ButTriedAgain(segments)}
            WHERE s.record IN ('image', 'step') AND s.failure IN ({_remembered});
            """);
        _hasHashes = LoadHashes("hashed", $"(SELECT l.ordinal, l.page, l.bytes, l.modified, {FullPath} AS full_path FROM listing l JOIN root r USING (root))");
    }

    /// <summary>
    /// Where certain failures are tried again: leaves out what has one of them, without a success, also where another night left a failure of a kind that
    /// any run would have tried again.
    /// </summary>
    private string ButTriedAgain(string segments) => !_triesAgain ? ""
        : $"""
           ANTI JOIN (
             SELECT content, fingerprint FROM {segments} WHERE record IN ('image', 'step') GROUP BY content, fingerprint
             HAVING bool_or(failure NOT IN ({_remembered})) AND NOT bool_or(failure IS NULL)
               AND NOT coalesce(bool_or(failure IN ({_remembered}) AND failure IN ({FailureSql.Remembered})), false)) again
           ON again.content = s.content AND again.fingerprint = s.fingerprint
           """;

    /// <summary>Finds the listed files that have the path, size and time of one whose content is known; says whether there are any.</summary>
    private bool LoadHashes(string table, string files)
        => !_rehash && _database.Execute(
            $"""
            INSERT INTO {table}
            SELECT ordinal, {PageContent.Sql("file", "page")}, CASE WHEN page > 1 THEN file END FROM (
              SELECT l.ordinal, l.page, max_by(k.content, k.seen) AS file
              FROM {files} l JOIN {_store.KnownFiles.Source(_store.KnownFiles.ReadableFiles(_database))} k
              ON k.path = l.full_path AND k.bytes = l.bytes AND k.modified = l.modified
              GROUP BY l.ordinal, l.page)
            """) > 0;

    private RunPlan Summarise()
    {
        long reused = 0, pending = 0, newFiles = 0, bytes = 0;
        long[] missing = new long[_steps.Count];
        string sql =
            $"""
            SELECT {(_hasHashes ? "content IS NULL AS is_new, mask" : "true, 0::UBIGINT")}, count(*), sum(CASE WHEN page <= 1 THEN bytes ELSE 0 END)::BIGINT
            FROM {Readable}
            {(_hasHashes ? "GROUP BY ALL" : "HAVING count(*) > 0")}
            """;
        foreach ((bool isNew, ulong mask, long count, long size) in
            _database.Rows(sql, r => (r.GetBoolean(0), r.GetFieldValue<ulong>(1), r.GetInt64(2), r.GetInt64(3))))
        {
            if (!isNew && mask == _masks.Full)
            {
                reused += count;
                continue;
            }

            (pending, bytes, newFiles) = (pending + count, bytes + size, newFiles + (isNew ? count : 0));
            foreach (int step in _masks.Missing(isNew ? 0 : mask))
            {
                missing[step] += count;
            }
        }

        reused += _hasFileFailures ? _database.Count("SELECT count(*) FROM file_failure") : 0;
        return new RunPlan(_part ?? _images, reused, pending, newFiles, bytes, missing);
    }

    private void RequirePlan()
    {
        if (!_segmentsLoaded)
        {
            throw new InvalidOperationException("The run is not planned yet: call Plan first.");
        }
    }

    /// <summary>The listed files without those that could not be read, each with its content where that is known, and what is known of it.</summary>
    private string Readable
        => $"""
            (SELECT l.ordinal, l.page, l.bytes, {(_hasHashes ? "h.content, coalesce(d.mask, 0::UBIGINT)" : "NULL::VARCHAR AS content, 0::UBIGINT")} AS mask
            FROM listing l {(_hasHashes ? "LEFT JOIN hashed h USING (ordinal) LEFT JOIN (SELECT content, bit_or(mask) AS mask FROM done GROUP BY content) d ON d.content = h.content" : "")}
            {(_hasFileFailures ? "WHERE l.ordinal NOT IN (SELECT ordinal FROM file_failure)" : "")})
            """;
}
