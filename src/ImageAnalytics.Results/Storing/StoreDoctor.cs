using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Storing;

/// <summary>Reads every value of a store and repairs what can be repaired.</summary>
internal static class StoreDoctor
{
    public static StoreHealth Examine(ResultStore store, int leftovers)
    {
        IReadOnlyList<string> segments, files, damagedSegments, damagedFiles, damagedCounts, foreign;
        long contents, observations, known;
        using (Database database = store.OpenDatabase())
        {
            foreign = [.. store.Segments.Others(), .. store.KnownFiles.Others(), .. store.PageCounts.Others()];
            (segments, damagedSegments) = store.Segments.SetAsideDamaged(database, deep: true);
            (files, damagedFiles) = store.KnownFiles.SetAsideDamaged(database, deep: true);
            damagedCounts = store.PageCounts.SetAsideDamaged(database, deep: true).Damaged;
            contents = database.Count($"SELECT count(DISTINCT content) FROM {store.Segments.Source(segments)}");
            observations = database.Count($"SELECT count(*) FROM {store.Segments.Source(segments)} WHERE record = 'observation'");
            known = database.Count($"SELECT count(DISTINCT path) FROM {store.KnownFiles.Source(files)}");
        }

        long bytes = segments.Sum(f => new FileInfo(f).Length);
        int merged = store.Compact();
        return new StoreHealth(
            store.Segments.Files().Count, bytes, contents, observations, known, [.. damagedSegments, .. damagedFiles, .. damagedCounts], leftovers, foreign, merged);
    }
}
