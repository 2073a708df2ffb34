using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>Reads every value of a store and repairs what can be repaired.</summary>
internal static class StoreDoctor
{
    public static StoreHealth Examine(ResultStore store, int leftovers, bool removeOrphans)
    {
        IReadOnlyList<string> segments, files, damagedSegments, damagedFiles, damagedCounts, foreign, damagedBlobs;
        BlobHealth blobs;
        long contents, observations, known;
        using (Database database = store.OpenDatabase())
        {
            foreign = [.. store.Segments.Others(), .. store.KnownFiles.Others(), .. store.PageCounts.Others(), .. store.Blobs.Others()];
            (segments, damagedSegments) = store.Segments.SetAsideDamaged(database, deep: true);
            (files, damagedFiles) = store.KnownFiles.SetAsideDamaged(database, deep: true);
            damagedCounts = store.PageCounts.SetAsideDamaged(database, deep: true).Damaged;
            damagedBlobs = SetAsideDamagedBlobs(store);
            blobs = ExamineBlobs(store, database, segments, removeOrphans);
            segments = blobs.Dropped ? store.Segments.Files() : segments;
            contents = database.Count($"SELECT count(DISTINCT content) FROM {store.Segments.Source(segments)}");
            observations = database.Count($"SELECT count(*) FROM {store.Segments.Source(segments)} WHERE record = 'observation'");
            known = database.Count($"SELECT count(DISTINCT path) FROM {store.KnownFiles.Source(files)}");
        }

        long bytes = segments.Sum(f => new FileInfo(f).Length);
        int merged = store.Compact();
        return new StoreHealth(
            store.Segments.Files().Count, bytes, contents, observations, known, [.. damagedSegments, .. damagedFiles, .. damagedCounts, .. damagedBlobs], leftovers, foreign, merged, blobs,
            LatestRun.Repair(store.Layout, store.Clock.GetUtcNow()));
    }

    private static List<string> SetAsideDamagedBlobs(ResultStore store)
    {
        List<string> damaged = [];
        foreach (string path in store.Blobs.Files().Where(f => !store.Blobs.IsSound(f)).Select(store.Blobs.PathOf))
        {
            Libc.Rename(path, path + ParquetFolder.DamagedSuffix);
            damaged.Add(path + ParquetFolder.DamagedSuffix);
        }

        return damaged;
    }

    private static BlobHealth ExamineBlobs(ResultStore store, Database database, IReadOnlyList<string> segments, bool removeOrphans)
    {
        PictureRows rows = new(store);
        HashSet<string> named = new(StringComparer.Ordinal);
        List<PictureRow> lost = [];
        foreach (PictureRow row in rows.All(database, segments))
        {
            named.Add(row.File);
            if (!store.Blobs.Exists(row.File))
            {
                lost.Add(row);
            }
        }

        bool dropped = lost.Count > 0 && store.TryAlone(() => rows.Drop(database, lost));
        IReadOnlyList<string> present = store.Blobs.Files();
        List<string> orphans = [.. present.Where(f => !named.Contains(f))];
        long bytes = present.Sum(f => new FileInfo(store.Blobs.PathOf(f)).Length);
        int removed = removeOrphans ? orphans.Count(f => DurableFile.TryDelete(store.Blobs.PathOf(f))) : 0;
        return new BlobHealth(present.Count, bytes, [.. lost.Select(r => r.File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], dropped, orphans, removed);
    }
}
