using DuckDB.NET.Data;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results;

/// <content>What comparing, verifying and tracing ask for.</content>
public sealed partial class RunReader
{
    /// <summary>The image of a path, with its observations; null when there is none.</summary>
    public SampledImage? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        RunImage? image = ReadImages($"path = {SqlText.Quote(path)}").FirstOrDefault();
        return image is null ? null : new SampledImage(image, [.. ReadObservations($"i.ordinal = {image.Ordinal}")]);
    }

    /// <summary>The ordinals of images by their paths, in listing order; paths of none are left out.</summary>
    /// <param name="paths">A few paths.</param>
    public IReadOnlyList<long> OrdinalsOf(IReadOnlyCollection<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Count == 0
            ? []
            : [.. _database.Rows($"SELECT ordinal FROM image WHERE path IN ({string.Join(',', paths.Select(SqlText.Quote))}) ORDER BY ordinal", r => r.GetInt64(0))];
    }

    /// <summary>Images chosen by a number, the same for the same number, among those with a picture; each with its observations.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="seed">The number.</param>
    /// <returns>In listing order.</returns>
    public IReadOnlyList<SampledImage> RandomImages(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _database.Execute(
            $"CREATE OR REPLACE TABLE chosen AS SELECT ordinal FROM image WHERE width IS NOT NULL ORDER BY md5('{seed}:' || ordinal), ordinal LIMIT {count}");
        ILookup<long, RunObservation> found = ReadObservations("i.ordinal IN (SELECT ordinal FROM chosen)").ToLookup(o => o.Ordinal);
        return [.. ReadImages("ordinal IN (SELECT ordinal FROM chosen)").Select(i => new SampledImage(i, [.. found[i.Ordinal]]))];
    }

    /// <summary>Images of some places in the listing, each with its observations; a detail of more than 4,096 bytes is left out, because all is held.</summary>
    /// <param name="ordinals">The places; few, as all is held.</param>
    /// <returns>One for each place, in the same order.</returns>
    public IReadOnlyList<SampledImage> ImagesAt(IReadOnlyList<long> ordinals)
    {
        ArgumentNullException.ThrowIfNull(ordinals);
        if (ordinals.Count == 0)
        {
            return [];
        }

        string places = string.Join(',', ordinals.Distinct());
        Dictionary<long, RunImage> images = ReadImages($"ordinal IN ({places})").ToDictionary(i => i.Ordinal);
        // By content and not by place alone, so that of large segments only the parts with these images are read.
        string contents = string.Join(',', images.Values.Where(i => i.ContentHash is not null).Select(i => SqlText.Quote(PageContent.HashOf(i.ContentHash!, i.Page))).Distinct(StringComparer.Ordinal));
        ILookup<long, RunObservation> found = (contents.Length == 0 ? [] : ReadObservations($"s.content IN ({contents}) AND i.ordinal IN ({places})", longDetails: false)).ToLookup(o => o.Ordinal);
        return [.. ordinals.Select(o => new SampledImage(images[o], [.. found[o]]))];
    }

    /// <summary>Relates this run's images to those of another run that have the same path.</summary>
    /// <param name="other">The other run.</param>
    /// <param name="placeOfOther">Whether the other's ordinals are the common places of <see cref="RelatedObservations"/>; this run's when false.</param>
    internal void Relate(RunReader other, bool placeOfOther)
        => _database.Execute(
            $"""
            CREATE OR REPLACE VIEW other AS SELECT * FROM {Listing(Path.Combine(other.Folder, RunFile.ImagesName))};
            CREATE OR REPLACE TABLE related AS
            SELECT i.ordinal, {(placeOfOther ? "o" : "i")}.ordinal AS place, i.sha256 IS NOT DISTINCT FROM o.sha256 AS same_content,
              i.status = o.status AND i.failure IS NOT DISTINCT FROM o.failure AS same_status
            FROM image i JOIN other o ON o.path = i.path;
            CREATE OR REPLACE TABLE twin AS
            WITH mine AS (SELECT ordinal, sha256, row_number() OVER (PARTITION BY sha256 ORDER BY path) AS copy FROM image ANTI JOIN related USING (ordinal)),
            theirs AS (SELECT path, sha256, row_number() OVER (PARTITION BY sha256 ORDER BY path) AS copy FROM other o ANTI JOIN image i ON i.path = o.path)
            SELECT ordinal, path FROM mine JOIN theirs USING (sha256, copy);
            """);

    /// <summary>Images that the other run has too.</summary>
    internal long RelatedCount() => _database.Count("SELECT count(*) FROM related");

    /// <summary>Images that the other run does not have, each with the path under which it alone has the same content; null for none.</summary>
    internal IEnumerable<(RunImage Image, string? Twin)> Unrelated()
    {
        using DuckDBConnection connection = _database.Duplicate();
        using IEnumerator<(long Ordinal, string Path)> twins = Database
            .Rows(connection, "SELECT ordinal, path FROM twin ORDER BY ordinal", r => (r.GetInt64(0), r.GetString(1))).GetEnumerator();
        bool more = twins.MoveNext();
        foreach (RunImage image in ReadImages("ordinal NOT IN (SELECT ordinal FROM related)"))
        {
            while (more && twins.Current.Ordinal < image.Ordinal)
            {
                more = twins.MoveNext();
            }

            yield return (image, more && twins.Current.Ordinal == image.Ordinal ? twins.Current.Path : null);
        }
    }

    /// <summary>The related images at common places from one on to before another, with whether content and status are the other's.</summary>
    internal Dictionary<long, (RunImage Image, bool SameContent, bool SameStatus)> RelatedImages(long first, long end)
    {
        Dictionary<long, (long Place, bool SameContent, bool SameStatus)> places = _database
            .Rows(
                $"SELECT ordinal, place, same_content, same_status FROM related WHERE place >= {first} AND place < {end}",
                r => (Ordinal: r.GetInt64(0), Place: r.GetInt64(1), Content: r.GetBoolean(2), Status: r.GetBoolean(3)))
            .ToDictionary(r => r.Ordinal, r => (r.Place, r.Content, r.Status));
        return places.Count == 0
            ? []
            : ReadImages($"ordinal IN (SELECT ordinal FROM related WHERE place >= {first} AND place < {end})")
                .ToDictionary(i => places[i.Ordinal].Place, i => (i, places[i.Ordinal].SameContent, places[i.Ordinal].SameStatus));
    }

    /// <summary>The observations of some steps on related images at common places from one on to before another, in the order of their numbers.</summary>
    /// <param name="first">The first place.</param>
    /// <param name="end">The place after the last.</param>
    /// <param name="steps">Indexes of steps.</param>
    /// <param name="onlyChanged">Whether images with the same content in both runs are left out.</param>
    internal IEnumerable<RunObservation> RelatedObservations(long first, long end, IEnumerable<int> steps, bool onlyChanged)
        => ReadObservations(
            $"st.step IN ({string.Join(',', steps)}) AND i.ordinal IN (SELECT ordinal FROM related WHERE place >= {first} AND place < {end}"
            + (onlyChanged ? " AND NOT (same_content AND same_status))" : ")"));

    /// <summary>How many answers of some steps, by label, are about related images with the same content and status: there the other run has the same.</summary>
    internal IEnumerable<(int Step, string Label, long Answers)> UnchangedAnswers(IReadOnlyCollection<int> steps)
        => steps.Count == 0 ? [] : _database.Rows(
            $"""
            SELECT st.step, s.label, count(*) {ObservationTables} AND st.step IN ({string.Join(',', steps)}) AND s.kind <> {SqlText.Quote(ObservationKinds.Picture)}
              AND coalesce(s.rank, 0) <= 1 AND i.ordinal IN (SELECT ordinal FROM related WHERE same_content AND same_status)
            GROUP BY st.step, s.label ORDER BY st.step, s.label
            """,
            r => (r.GetInt32(0), r.Text(1) ?? "", r.GetInt64(2)));
}
