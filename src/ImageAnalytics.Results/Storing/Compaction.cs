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
    public static int MergeSegments(Database database, ResultStore store)
        => Merge(database, store, store.Segments, source =>
            $"""
            WITH source AS (SELECT * FROM {source}),
            chosen AS (
              SELECT content, fingerprint, coalesce(min(filename) FILTER (WHERE failure IS NULL), min(filename)) AS filename
              FROM source WHERE record <> 'observation' AND (failure IS NULL OR failure IN ({FailureSql.Remembered}))
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
        foreach (IReadOnlyList<string> group in Groups(Rows(database, folder.ReadableFiles(database)), store.Options.SegmentRows))
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
            folder.Commit(path => database.Execute($"COPY ({query}) TO {SqlText.Quote(path)} (FORMAT parquet, COMPRESSION zstd)"));
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.WriteFailed(
                $"the merged content of {group.Count} files", folder.Folder, group.Sum(f => new FileInfo(f).Length), e);
        }

        folder.Reached?.Invoke(CommitPoint.Merged);
    }

    private static List<(string File, long Rows)> Rows(Database database, IReadOnlyList<string> files)
        => files.Count == 0
            ? []
            :
            [
                .. database.Rows(
                    $"SELECT file_name, num_rows::BIGINT FROM parquet_file_metadata([{SqlText.List(files)}]) ORDER BY file_name",
                    r => (r.GetString(0), r.GetInt64(1))),
            ];

    /// <summary>Neighbours in time that have about the wanted number of rows together; files that have half of it alone stay as they are.</summary>
    private static IEnumerable<IReadOnlyList<string>> Groups(List<(string File, long Rows)> files, long wanted)
    {
        List<string> group = [];
        long rows = 0;
        foreach ((string file, long count) in files.Where(f => f.Rows < wanted / 2))
        {
            group.Add(file);
            rows += count;
            if (rows >= wanted)
            {
                yield return group;
                (group, rows) = ([], 0);
            }
        }

        if (group.Count > 1)
        {
            yield return group;
        }
    }
}
