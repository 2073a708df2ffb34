using DuckDB.NET.Data;

namespace ImageAnalytics.Results.Statistics;

/// <content>Comparing with what is known to be true.</content>
public sealed partial class RunStatistics
{
    /// <summary>Marked objects, and images of a known label, that <see cref="Compare"/> left out because no step gave their label anywhere.</summary>
    public long TruthLeftOut { get; private set; }

    /// <summary>Compares what was found with what is known, for every label at every threshold.</summary>
    /// <param name="truth">What is known of an image; null where nothing is.</param>
    /// <returns>The labels that could be compared, by number. Only labels that a step gave at least once are compared.</returns>
    /// <remarks>Boxes are matched as COCO does at an overlap (IoU) of one half; a classification counts by its first answer about the whole image.</remarks>
    public IReadOnlyList<LabelTruth> Compare(Func<RunImage, TruthImage?> truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        Dictionary<long, TruthImage> known = [];
        foreach (RunImage image in _reader.Images().Where(i => i.Width is not null))
        {
            if (truth(image) is { } found)
            {
                known.Add(image.Ordinal, found);
            }
        }

        _database.Execute("CREATE OR REPLACE TABLE report_truth (ordinal BIGINT)");
        using (DuckDBAppender rows = _database.Connection.CreateAppender("report_truth"))
        {
            foreach (long ordinal in known.Keys)
            {
                rows.CreateRow().AppendValue((long?)ordinal).EndRow();
            }
        }

        TruthComparison comparison = new(Labels);
        long block = known.Count < _reader.Counts.Images ? Math.Max(_reader.BlockSize(), (long)(_reader.BlockSize() * ((double)_reader.Counts.Images / Math.Max(1, known.Count)))) : _reader.BlockSize();
        for (long first = 0; known.Count > 0 && first < _reader.Counts.Images; first += block)
        {
            CompareBlock(comparison, known, first, first + block);
        }

        TruthLeftOut = comparison.LeftOut;
        return comparison.Result;
    }

    private void CompareBlock(TruthComparison comparison, Dictionary<long, TruthImage> known, long first, long end)
    {
        HashSet<long> seen = [];
        foreach (IGrouping<long, RunObservation> image in ByImage(_reader.ReadObservations(
            $"i.ordinal >= {first} AND i.ordinal < {end} AND i.ordinal IN (SELECT ordinal FROM report_truth)")))
        {
            seen.Add(image.Key);
            comparison.Add(known[image.Key], image);
        }

        // What was missed in images where nothing was found counts as well.
        foreach ((long ordinal, TruthImage truth) in known.Where(k => k.Key >= first && k.Key < end && !seen.Contains(k.Key)))
        {
            comparison.Add(truth, []);
        }
    }

    private static IEnumerable<IGrouping<long, RunObservation>> ByImage(IEnumerable<RunObservation> observations)
    {
        List<RunObservation> image = [];
        foreach (RunObservation observation in observations)
        {
            if (image.Count > 0 && image[0].Ordinal != observation.Ordinal)
            {
                yield return image.ToLookup(o => o.Ordinal).Single();
                image = [];
            }

            image.Add(observation);
        }

        if (image.Count > 0)
        {
            yield return image.ToLookup(o => o.Ordinal).Single();
        }
    }
}
