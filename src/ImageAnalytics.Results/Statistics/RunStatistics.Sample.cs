namespace ImageAnalytics.Results.Statistics;

/// <content>Which images are shown.</content>
public sealed partial class RunStatistics
{
    private const int MostPicks = 8, BandWidth = 500, MostFolders = 2000, MostLabels = 2000;

    /// <summary>
    /// Chooses images to show, the same for the same run: some of every failure, of every label (the surest, the least sure, and some between),
    /// of every step at every confidence, so that there are some just under whatever threshold, of every folder, then some of the rest.
    /// </summary>
    /// <param name="count">At most so many images.</param>
    /// <param name="wanted">Ordinals of images to show as well, such as new ones.</param>
    /// <param name="first">Ordinals of images to show before all others.</param>
    /// <returns>With all that was found in them; those that matter most first.</returns>
    public IReadOnlyList<SampledImage> Sample(int count, IReadOnlyList<long>? wanted = null, IReadOnlyList<long>? first = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<long> chosen = SampleChoice.Choose(count, [.. (first ?? []).Chunk(1), .. Failed(), .. OfLabels(), .. Bands(), .. (wanted ?? []).Take(3 * MostPicks).Chunk(3), .. OfFolders(), Others(count)]);
        return _reader.ImagesAt(chosen);
    }

    private List<long[]> Failed()
        => Groups($"SELECT failure, min({TopPick.Spread}, {MostPicks}) AS keys FROM (SELECT ordinal::UINTEGER AS ordinal, failure FROM image WHERE failure IS NOT NULL) GROUP BY failure", "failure");

    private IEnumerable<long[]> OfLabels()
    {
        ILookup<int, long> surest = Keys($"SELECT label, min({TopPick.Smallest("(10000 - confidence)")}, {MostPicks}) AS keys FROM best GROUP BY label");
        ILookup<int, long> unsure = Keys($"SELECT label, min({TopPick.Smallest("confidence")}, {MostPicks}) AS keys FROM best GROUP BY label");
        ILookup<int, long> spread = Keys($"SELECT label, min({TopPick.Spread}, {MostPicks}) AS keys FROM best GROUP BY label");
        return Labels.OrderByDescending(l => l.Observations).ThenBy(l => l.Id).Take(MostLabels).Select(l =>
            surest[l.Id].Zip(unsure[l.Id], spread[l.Id]).SelectMany(k => new[] { k.First, k.Third, k.Second }).Distinct().Take(MostPicks).ToArray());
    }

    private List<long[]> Bands()
        => Groups(
            $"SELECT step, band, min({TopPick.Spread}, 4) AS keys FROM (SELECT l.step, b.confidence // {BandWidth} AS band, b.ordinal FROM best b JOIN report_label l ON l.id = b.label) GROUP BY step, band",
            "step, band");

    // In a folder, images in which something was found come first.
    private List<long[]> OfFolders()
        => Groups(
            $"""
            SELECT i.folder, any_value(f.images) AS images, min((o.ordinal IS NULL)::BIGINT * 4611686018427387904 + {TopPick.Spread.Replace("ordinal", "i.ordinal", StringComparison.Ordinal)}, 3) AS keys
            FROM report_image i JOIN (SELECT * FROM report_folder ORDER BY images DESC, id LIMIT {MostFolders}) f ON f.id = i.folder
            LEFT JOIN (SELECT DISTINCT ordinal FROM best) o ON o.ordinal = i.ordinal WHERE i.shown GROUP BY i.folder
            """,
            "images DESC, folder");

    private long[] Others(int count)
        => [.. _database.Rows($"SELECT {TopPick.Ordinal("key")} FROM (SELECT unnest(min({TopPick.Spread}, {Math.Max(1, count)})) AS key FROM report_image WHERE shown)", r => r.GetInt64(0))];

    private ILookup<int, long> Keys(string query)
        => _database.Rows($"SELECT label, {TopPick.Ordinal("key")} FROM (SELECT label, unnest(keys) AS key FROM ({query})) ORDER BY label, key", r => (Label: r.GetInt32(0), Ordinal: r.GetInt64(1)))
            .ToLookup(r => _labelIds[r.Label], r => r.Ordinal);

    private List<long[]> Groups(string query, string order)
    {
        List<long[]> groups = [];
        string sql = $"SELECT place, {TopPick.Ordinal("key")} FROM (SELECT row_number() OVER (ORDER BY {order}) AS place, unnest(keys) AS key FROM ({query})) ORDER BY place, key";
        long last = -1;
        List<long> group = [];
        foreach ((long place, long ordinal) in _database.Rows(sql, r => (r.GetInt64(0), r.GetInt64(1))))
        {
            if (place != last && group.Count > 0)
            {
                groups.Add([.. group]);
                group.Clear();
            }

            last = place;
            group.Add(ordinal);
        }

        groups.Add([.. group]);
        return groups;
    }
}
