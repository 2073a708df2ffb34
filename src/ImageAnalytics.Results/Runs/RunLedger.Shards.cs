using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results;

/// <content>One listing for many processes, and what each of them did.</content>
public sealed partial class RunLedger
{
    private const string KnownTables =
        """
        CREATE OR REPLACE TABLE known_done (content VARCHAR, mask UBIGINT);
        CREATE OR REPLACE TABLE known_hashed (ordinal BIGINT, content VARCHAR, file VARCHAR);
        """;

    private long? _part;
    private string _listingFile = "";
    private (int Index, int Count) _shard;
    private bool _goesOn;
    private int _knownSegments;
    private bool _knowsHashes;

    /// <summary>Closes the listing and writes it to a file, whole or not at all.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <returns>How many images it has.</returns>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public long SaveListing(string path)
    {
        lock (_gate)
        {
            CloseListing();
            Write(path, $"SELECT l.ordinal, r.prefix, r.whole, l.path, l.bytes, l.modified, l.page FROM listing l JOIN root r USING (root) ORDER BY l.ordinal", 200 * _images);
            return _images;
        }
    }

    /// <summary>Takes a shard of a listing that was saved, in place of <see cref="Add"/>. Images keep their ordinals.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shard">Which shard, from 1; every <paramref name="shards"/>th image belongs to it, so that shards take about as long.</param>
    /// <param name="shards">How many shards there are; 1 for the whole listing.</param>
    /// <param name="goesOn">Whether <see cref="NextShard"/> will follow. What the store knows is then read once, for all shards.</param>
    /// <exception cref="InvalidOperationException">There is a listing already.</exception>
    /// <exception cref="StoreException">The file cannot be read.</exception>
    public void LoadListing(string path, int shard, int shards, bool goesOn = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shard, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shard, shards);
        lock (_gate)
        {
            if (_listingClosed || _images > 0)
            {
                throw new InvalidOperationException("There is a listing already: LoadListing comes first, and instead of Add.");
            }

            (_listingClosed, _listingFile, _goesOn) = (true, path, goesOn);
            ReadSaved(path, "Save the plan again.", () =>
            {
                _database.Execute($"INSERT INTO root SELECT row_number() OVER (ORDER BY prefix, whole) - 1, prefix, whole FROM (SELECT DISTINCT prefix, whole FROM {Saved})");
                _images = _database.Count($"SELECT count(*) FROM {Saved}");
                KeepListing(shards);
                AddShard(shard, shards);
            });
        }
    }

    /// <summary>
    /// Goes on to another shard of the same listing. What others committed since the first one is not looked at: it is of their shards, and what is
    /// computed twice counts once.
    /// </summary>
    /// <param name="store">The same store, open again where it was closed between shards; borrowed, must live until the next call.</param>
    /// <param name="shard">Which shard, from 1.</param>
    /// <param name="shards">How many shards there are.</param>
    /// <exception cref="InvalidOperationException">The listing was not loaded to go on.</exception>
    /// <exception cref="StoreException">The listing cannot be read.</exception>
    public void NextShard(ResultStore store, int shard, int shards)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfLessThan(shard, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shard, shards);
        lock (_gate)
        {
            if (!_goesOn || shards != _shard.Count)
            {
                throw new InvalidOperationException($"These books are not for shard {shard} of {shards}: LoadListing was told of {_shard.Count} shards, and that {(_goesOn ? "more follow" : "none follows")}.");
            }

            (_store, _plan) = (store, null);
            _database.UseOneThread();
            MakeTables();
            ReadSaved(_listingFile, "Save the plan again.", () => AddShard(shard, shards));
            if (_segmentsLoaded)
            {
                _segments.RemoveRange(_knownSegments, _segments.Count - _knownSegments);
                _segmentsLoaded = _segments.All(File.Exists); // Merged or cleaned meanwhile: Plan reads all again.
            }

            if (_segmentsLoaded)
            {
                TakeKnown();
            }
        }
    }

    private string Saved => $"read_parquet({SqlText.Quote(_listingFile)})";

    /// <summary>Sorted by shard and near, so that a shard is found without reading all of a listing that may lie on a shared folder.</summary>
    private void KeepListing(int shards)
    {
        if (_goesOn)
        {
            string kept = Path.Combine(_spillFolder ?? _store.Layout.Temporary, $"listing-{Guid.NewGuid():N}");
            _database.Execute($"COPY (SELECT s.*, r.root, ordinal % {shards} AS shard FROM {Saved} s JOIN root r USING (prefix, whole) ORDER BY shard, ordinal) TO {SqlText.Quote(kept)} (FORMAT parquet, ROW_GROUP_SIZE 2048)");
            _listingFile = kept;
        }
    }

    private void AddShard(int shard, int shards)
    {
        _shard = (shard, shards);
        _part = _database.InOrder(
            $"""
            INSERT INTO listing SELECT ordinal, root, path, bytes, modified, page
            FROM {Saved} {(_goesOn ? $"WHERE shard = {shard - 1}" : $"JOIN root USING (prefix, whole) WHERE ordinal % {shards} = {shard - 1} ORDER BY ordinal")}
            """);
    }

    private void LoadForAllShards()
    {
        _knownSegments = _segments.Count;
        _knowsHashes = LoadHashes("known_hashed", $"(SELECT ordinal, page, bytes, modified, CASE WHEN whole THEN prefix ELSE prefix || path END AS full_path FROM {Saved})");
        TakeKnown();
    }

    private void TakeKnown()
    {
        _hasHashes = _knowsHashes
            && _database.Execute($"INSERT INTO hashed SELECT ordinal, content, file FROM known_hashed WHERE ordinal % {_shard.Count} = {_shard.Index - 1}") > 0;
        if (_hasHashes)
        {
            _database.Execute("INSERT INTO done SELECT content, mask FROM known_done WHERE content IN (SELECT content FROM hashed)");
        }
    }

    /// <summary>A file that was only hashed has a content that the store knew from the beginning: now it is one of this shard's.</summary>
    private void RecallDone(IReadOnlyList<ImageResult> results)
    {
        string[] hashed = _goesOn ? [.. results.Where(r => r.Facts is null && r.Steps.Count == 0).Select(r => r.ContentHash).Distinct(StringComparer.Ordinal)] : [];
        if (hashed.Length > 0)
        {
            _database.Execute($"INSERT INTO done SELECT content, mask FROM known_done WHERE content IN ({SqlText.List(hashed)}) AND content NOT IN (SELECT content FROM done)");
        }
    }

    /// <summary>Writes what this run tried, and which files could not be read, for <see cref="LoadShard"/>; whole or not at all.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <exception cref="InvalidOperationException">Something is still pending.</exception>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public void SaveShard(string path)
    {
        lock (_gate)
        {
            RequireComplete();
            string failures = _hasFileFailures ? "UNION ALL SELECT ordinal, NULL, failure, message FROM file_failure" : "";
            Write(path, $"SELECT ordinal, milliseconds, NULL::VARCHAR AS failure, NULL::VARCHAR AS message FROM tried {failures}", 100 * _images);
        }
    }

    /// <summary>Takes what another process did with its shard of the listing. Before <see cref="Plan"/>.</summary>
    /// <param name="path">What <see cref="SaveShard"/> wrote.</param>
    /// <param name="keepFailures">Whether files that could not be read stay so; otherwise they are tried again.</param>
    /// <exception cref="StoreException">The file cannot be read.</exception>
    public void LoadShard(string path, bool keepFailures)
    {
        lock (_gate)
        {
            ReadSaved(path, "Work on its shard again; what is done stays done.", () =>
            {
                _database.Execute($"INSERT INTO tried SELECT ordinal, milliseconds FROM read_parquet({SqlText.Quote(path)}) WHERE failure IS NULL");
                if (keepFailures)
                {
                    _hasFileFailures |= _database.Execute($"INSERT INTO file_failure SELECT ordinal, failure, message FROM read_parquet({SqlText.Quote(path)}) WHERE failure IS NOT NULL") > 0;
                }
            });
        }
    }

    private void Write(string path, string sql, long bytes)
    {
        try
        {
            DurableFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
            DurableFile.Commit(Path.GetFullPath(path), temporary => _database.Execute($"COPY ({sql}) TO {SqlText.Quote(temporary)} (FORMAT parquet, COMPRESSION zstd)"));
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.WriteFailed("the plan", path, bytes, e);
        }
    }

    private static void ReadSaved(string path, string advice, Action read)
    {
        try
        {
            read();
        }
        catch (DuckDBException e)
        {
            throw new StoreException($"Cannot read '{path}' of a saved plan: {e.Message.Split('\n', 2)[0].TrimEnd('.')}. {advice}", e);
        }
    }
}
