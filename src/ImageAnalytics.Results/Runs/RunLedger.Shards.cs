using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results;

/// <content>One listing for many processes, and what each of them did.</content>
public sealed partial class RunLedger
{
    private long? _part;

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
    /// <exception cref="InvalidOperationException">There is a listing already.</exception>
    /// <exception cref="StoreException">The file cannot be read.</exception>
    public void LoadListing(string path, int shard, int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shard, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shard, shards);
        lock (_gate)
        {
            if (_listingClosed || _images > 0)
            {
                throw new InvalidOperationException("There is a listing already: LoadListing comes first, and instead of Add.");
            }

            _listingClosed = true;
            string saved = $"read_parquet({SqlText.Quote(path)})";
            Read(path, "Save the plan again.", () =>
            {
                _database.Execute($"INSERT INTO root SELECT row_number() OVER (ORDER BY prefix, whole) - 1, prefix, whole FROM (SELECT DISTINCT prefix, whole FROM {saved})");
                _database.InOrder(
                    $"""
                    INSERT INTO listing SELECT s.ordinal, r.root, s.path, s.bytes, s.modified, s.page
                    FROM {saved} s JOIN root r USING (prefix, whole) WHERE s.ordinal % {shards} = {shard - 1} ORDER BY s.ordinal
                    """);
                _images = _database.Count($"SELECT count(*) FROM {saved}");
                _part = _database.Count("SELECT count(*) FROM listing");
            });
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
            Write(path, "SELECT ordinal, milliseconds, NULL::VARCHAR AS failure, NULL::VARCHAR AS message FROM tried UNION ALL SELECT ordinal, NULL, failure, message FROM file_failure", 100 * _images);
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
            Read(path, "Work on its shard again; what is done stays done.", () => _database.Execute(
                $"""
                INSERT INTO tried SELECT ordinal, milliseconds FROM read_parquet({SqlText.Quote(path)}) WHERE failure IS NULL;
                INSERT INTO file_failure SELECT ordinal, failure, message FROM read_parquet({SqlText.Quote(path)}) WHERE failure IS NOT NULL AND {keepFailures};
                """));
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

    private static void Read(string path, string advice, Action read)
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
