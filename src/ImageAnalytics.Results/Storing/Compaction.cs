using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>
/// Merges small files into larger ones, a bounded number of rows at a time. The merged file is visible before the others go, so that a crash
/// leaves only duplicates.
/// </summary>
internal static class Compaction
{
    // What a row takes besides its own bytes while it is sorted.
    private const long RowBytes = 512;

    // Rows that a file keeps together; a writer holds as many.
    private const long RowGroup = 32_768;

    public static int MergeSegments(Database database, ResultStore store)
        => Merge(database, store, store.Segments, source =>
            $"""
            WITH source AS (SELECT * FROM {source}),
            chosen AS (
              SELECT content, fingerprint,
                coalesce(min(filename) FILTER (WHERE failure IS NULL), min(filename) FILTER (WHERE failure IN ({FailureSql.Remembered})), max(filename)) AS filename
              FROM source WHERE record <> 'observation'
              GROUP BY content, fingerprint)
            SELECT {string.Join(", ", TableShape.Segment.Columns.Split(", ").Select(c => "source." + c))}
            FROM source JOIN chosen USING (content, fingerprint, filename)
            ORDER BY record, fingerprint, content, number
            """);

    public static int MergeKnownFiles(Database database, ResultStore store)
        => Merge(database, store, store.KnownFiles, source =>
            $"""
            SELECT path, bytes, modified, content, seen FROM {source}
            QUALIFY row_number() OVER (PARTITION BY path ORDER BY seen DESC, filename DESC) = 1 ORDER BY path
            """);

    public static int MergePageCounts(Database database, ResultStore store)
        => Merge(database, store, store.PageCounts, source =>
            $"""
            SELECT path, bytes, modified, pages, seen FROM {source}
            QUALIFY row_number() OVER (PARTITION BY path ORDER BY seen DESC, filename DESC) = 1 ORDER BY path
            """);

    private static int Merge(Database database, ResultStore store, ParquetFolder folder, Func<string, string> query)
    {
        if (folder.Files().Count <= store.Options.CompactAbove)
        {
            return 0;
        }

        int removed = 0;
        foreach (IReadOnlyList<string> group in Groups(Shares(database, folder.ReadableFiles(database), store.Options)))
        {
            MergeGroup(database, folder, group, query(folder.Source(group)));
            removed += group.Count(DurableFile.TryDelete);
        }

        Libc.Flush(folder.Folder);
        return removed;
    }

    private static void MergeGroup(Database database, ParquetFolder folder, IReadOnlyList<string> group, string query)
    {
        try
        {
            folder.Commit(path => database.InOrder($"COPY ({query}) TO {SqlText.Quote(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroup})"));
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.WriteFailed(
                $"the merged content of {group.Count} files", folder.Folder, group.Sum(f => new FileInfo(f).Length), e);
        }

        folder.Reached?.Invoke(CommitPoint.Merged);
    }

    /// <summary>Which share of a full segment each file is, by rows and by the memory that sorting them takes.</summary>
    private static List<(string File, double Share)> Shares(Database database, IReadOnlyList<string> files, StoreOptions options)
        => files.Count == 0
            ? []
            :
            [
                .. database.Rows(
                    $"""
                    SELECT f.file_name, f.num_rows::DOUBLE, m.bytes::DOUBLE FROM parquet_file_metadata([{SqlText.List(files)}]) f
                    JOIN (SELECT file_name, sum(total_uncompressed_size) AS bytes FROM parquet_metadata([{SqlText.List(files)}]) GROUP BY file_name) m USING (file_name)
                    ORDER BY f.file_name
                    """,
                    r => (r.GetString(0), Math.Max(r.GetDouble(1) / options.SegmentRows, ((r.GetDouble(1) * RowBytes) + r.GetDouble(2)) / (options.SegmentMegabytes * 1e6)))),
            ];

    /// <summary>Neighbours in time that have about the wanted number of rows together; files that have half of it alone stay as they are.</summary>
    private static IEnumerable<IReadOnlyList<string>> Groups(List<(string File, double Share)> files)
    {
        List<string> group = [];
        double total = 0;
        foreach ((string file, double share) in files.Where(f => f.Share < 0.5))
        {
            group.Add(file);
            total += share;
            if (total >= 1)
            {
                yield return group;
                (group, total) = ([], 0);
            }
        }

        if (group.Count > 1)
        {
            yield return group;
        }
    }
}
