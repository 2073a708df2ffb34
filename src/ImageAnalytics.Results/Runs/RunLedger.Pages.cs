using DuckDB.NET.Data;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results;

/// <content>Files with several pages.</content>
public sealed partial class RunLedger
{
    private const int CountedAtOnce = 4096;

    /// <summary>
    /// Closes the listing and gives every page of a file with several a row of its own, in its file's place. A file whose size and time are
    /// those of an earlier count is not counted again.
    /// </summary>
    /// <param name="count">Says how many pages a file has; 0 when it cannot be told now, and then the file counts as one picture and is asked for again next time.
    /// Called on several threads at once.</param>
    /// <param name="most">At most so many images are kept, those that come first; null for all.</param>
    /// <param name="remember">Whether the counts are kept for later runs. Needs the lock of the output folder.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    /// <exception cref="InvalidOperationException">The listing is closed already.</exception>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void SplitPages(Func<ListedFile, int> count, long? most, bool remember, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(count);
        lock (_gate)
        {
            if (_listingClosed)
            {
                throw new InvalidOperationException("The listing is closed already: SplitPages comes once, before Plan.");
            }

            CloseListing();
            try
            {
                _database.Execute("CREATE TABLE page_count (ordinal BIGINT, pages INTEGER, counted BOOLEAN)");
                TakeKnownCounts();
                CountOthers(count, cancellationToken);
                if (remember && _database.Count("SELECT count(*) FROM page_count WHERE counted AND pages > 0") > 0)
                {
                    WriteCounts();
                }

                Split(most);
            }
            catch (DuckDBException e)
            {
                throw new StoreException($"Cannot count pages with the store '{_store.Layout.Store}': {e.Message}", e);
            }
        }
    }

    private void TakeKnownCounts()
    {
        if (_rehash)
        {
            return;
        }

        string known = _store.PageCounts.Source(_store.PageCounts.ReadableFiles(_database));
        _database.Execute(
            $"""
            INSERT INTO page_count
            SELECT l.ordinal, max_by(k.pages, k.seen), false
            FROM listing l JOIN root r USING (root) JOIN {known} k
            ON k.path = {FullPath} AND k.bytes = l.bytes AND k.modified = l.modified
            GROUP BY l.ordinal
            """);
    }

    private void CountOthers(Func<ListedFile, int> count, CancellationToken cancellationToken)
    {
        for (long start = 0; start < _images; start += CountedAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string sql =
                $"""
                SELECT l.ordinal, l.path, {FullPath}, l.bytes, l.modified FROM listing l JOIN root r USING (root) ANTI JOIN page_count c USING (ordinal)
                WHERE l.ordinal >= {start} AND l.ordinal < {start + CountedAtOnce}
                """;
            List<(long Ordinal, ListedFile File)> unknown =
                [.. _database.Rows(sql, r => (r.GetInt64(0), new ListedFile(r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetInt64(4))))];
            using DuckDBAppender counts = _database.Connection.CreateAppender("page_count");
            foreach ((long ordinal, int pages) in unknown.AsParallel().Select(u => (u.Ordinal, count(u.File))).ToList())
            {
                counts.CreateRow().AppendValue((long?)ordinal).AppendValue((int?)pages).AppendValue((bool?)true).EndRow();
            }
        }
    }

    private void WriteCounts()
    {
        try
        {
            _store.PageCounts.Commit(path => _database.Execute(
                $"""
                COPY (SELECT {FullPath} AS path, l.bytes, l.modified, c.pages, {SeenNow()}::BIGINT AS seen
                FROM page_count c JOIN listing l USING (ordinal) JOIN root r USING (root) WHERE c.counted AND c.pages > 0 ORDER BY 1)
                TO {SqlText.Quote(path)} (FORMAT parquet, COMPRESSION zstd)
                """));
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.WriteFailed("the counts of pages", _store.PageCounts.Folder, (_images * 50) + 10_000, e);
        }
    }

    private void Split(long? most)
    {
        _database.Execute(
            $"""
            CREATE TABLE split AS SELECT * FROM (
              SELECT row_number() OVER (ORDER BY file, page) - 1 AS ordinal, root, path, bytes, modified, CASE WHEN pages > 1 THEN page ELSE 0 END::INTEGER AS page
              FROM (SELECT l.ordinal AS file, l.root, l.path, l.bytes, l.modified, c.pages, unnest(generate_series(1, greatest(c.pages, 1))) AS page
                FROM listing l JOIN page_count c USING (ordinal)))
            WHERE ordinal < {most ?? long.MaxValue};
            DROP TABLE listing; DROP TABLE page_count; ALTER TABLE split RENAME TO listing;
            """);
        _images = _database.Count("SELECT count(*) FROM listing");
    }
}
