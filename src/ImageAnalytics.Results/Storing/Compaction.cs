using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>Merges small files into few. The merged file is visible before the others go, so that a crash leaves only duplicates.</summary>
internal static class Compaction
{
    public static int MergeSegments(Database database, ResultStore store)
        => Merge(database, store, store.Segments, source =>
            $"""
            WITH source AS (SELECT * FROM {source}),
            chosen AS (
              SELECT content, fingerprint, min_by(filename, (failure IS NOT NULL, filename)) AS filename
              FROM source WHERE record <> 'observation' AND (failure IS NULL OR failure IN ({FailureSql.Remembered}))
              GROUP BY content, fingerprint)
            SELECT {string.Join(", ", TableShape.Segment.Columns.Split(", ").Select(c => "source." + c))}
            FROM source JOIN chosen USING (content, fingerprint, filename)
            ORDER BY record, fingerprint, content, number
            """);

    public static int MergeKnownFiles(Database database, ResultStore store)
        => Merge(database, store, store.KnownFiles, source =>
            $"""
            SELECT k.* FROM (SELECT path, unnest(max_by(struct_pack(bytes, modified, content, seen), seen)) FROM {source} GROUP BY path) k
            ORDER BY path
            """);

    private static int Merge(Database database, ResultStore store, ParquetFolder folder, Func<string, string> query)
    {
        IReadOnlyList<string> all = folder.Files();
        if (all.Count <= store.Options.CompactAbove)
        {
            return 0;
        }

        List<string> small = [.. folder.ReadableFiles(database).Where(f => new FileInfo(f).Length < store.Options.LargeSegmentBytes)];
        if (small.Count < 2)
        {
            return 0;
        }

        long bytes = small.Sum(f => new FileInfo(f).Length);
        try
        {
            folder.Commit(path => database.Execute(
                $"COPY ({query(folder.Source(small))}) TO {SqlText.Quote(path)} (FORMAT parquet, COMPRESSION zstd)"));
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.WriteFailed($"the merged content of {small.Count} files", folder.Folder, bytes, e);
        }

        folder.Reached?.Invoke(CommitPoint.Merged);
        int removed = small.Count(DurableFile.TryDelete);
        Libc.Flush(folder.Folder);
        return removed;
    }
}
