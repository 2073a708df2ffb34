using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>The rows of a store's segments that name blobs, and what to do when a blob is gone.</summary>
internal sealed class PictureRows(ResultStore store)
{
    /// <summary>Every row that names a blob.</summary>
    /// <param name="database">Where to read.</param>
    /// <param name="segments">The segments to look at.</param>
    /// <param name="fingerprints">Of these steps only; null for all.</param>
    public IEnumerable<PictureRow> All(Database database, IReadOnlyCollection<string> segments, IReadOnlyCollection<string>? fingerprints = null)
    {
        string wanted = fingerprints is null ? "true" : $"fingerprint IN ({SqlText.List(fingerprints)})";
        return database.Rows(
            $"""
            SELECT filename, content, fingerprint, detail FROM {store.Segments.Source(segments)}
            WHERE record = 'observation' AND kind = '{ObservationKinds.Picture}' AND {wanted}
            """,
            r => new PictureRow(r.GetString(0), r.GetString(1), r.GetString(2), ObservationDetail.Text(r.Text(3), BlobStore.DetailName) ?? ""));
    }

    /// <summary>
    /// Writes the segments of lost rows again without anything of the steps that lost a picture. The new file is there before the old one
    /// goes, so that a crash leaves only duplicates. The caller is alone.
    /// </summary>
    public void Drop(Database database, IReadOnlyList<PictureRow> lost)
    {
        database.Execute("CREATE OR REPLACE TABLE lost (segment VARCHAR, content VARCHAR, fingerprint VARCHAR)");
        using (DuckDBAppender rows = database.Connection.CreateAppender("lost"))
        {
            foreach ((string segment, string content, string fingerprint) in lost.Select(r => (r.Segment, r.Content, r.Fingerprint)).Distinct())
            {
                rows.CreateRow().AppendValue(segment).AppendValue(content).AppendValue(fingerprint).EndRow();
            }
        }

        foreach (string segment in lost.Select(r => r.Segment).Distinct(StringComparer.Ordinal))
        {
            string kept =
                $"""
                SELECT {TableShape.Segment.Columns} FROM {store.Segments.Source([segment])}
                WHERE (content, fingerprint) NOT IN (SELECT (content, fingerprint) FROM lost WHERE segment = {SqlText.Quote(segment)})
                ORDER BY record, fingerprint, content, number
                """;
            Write(database, kept, segment);
            DurableFile.TryDelete(segment);
        }

        Libc.Flush(store.Segments.Folder);
        database.Execute("DROP TABLE lost");
    }

    private void Write(Database database, string kept, string segment)
    {
        try
        {
            store.Segments.Commit(path => database.Execute($"COPY ({kept}) TO {SqlText.Quote(path)} (FORMAT parquet, COMPRESSION zstd)"));
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            throw StoreException.WriteFailed("a segment without results whose pictures are gone", store.Segments.Folder, new FileInfo(segment).Length, e);
        }
    }
}
