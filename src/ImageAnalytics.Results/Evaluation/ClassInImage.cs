namespace ImageAnalytics.Results.Evaluation;

/// <summary>The objects of one class in one image, true and detected, with how much each pair overlaps.</summary>
internal sealed class ClassInImage
{
    // As the reference implementation of COCO does it, the limit holds for each class of an image.
    private const int MostDetections = 100;

    private readonly TruthObject[] _truth;
    private readonly DetectedObject[] _detections;
    private readonly double[] _sizes;
    private readonly double[,] _overlaps;

    /// <summary>Compares every pair once.</summary>
    public ClassInImage(IEnumerable<TruthObject> truth, IEnumerable<DetectedObject> detections, OverlapKind kind)
    {
        _truth = [.. ObjectOrder.Sort(truth)];
        _detections = [.. ObjectOrder.Sort(detections).Take(MostDetections)];
        _sizes = [.. _detections.Select(d => kind == OverlapKind.Masks ? d.Mask!.Area : d.Box.Area)];
        _overlaps = kind == OverlapKind.Masks ? CompareMasks() : CompareBoxes();
    }

    /// <summary>True objects of a size that counts.</summary>
    public int Count(AreaRange range) => _truth.Count(t => Counts(t, range));

    /// <summary>Gives every detection, most confident first, the free object that it overlaps most.</summary>
    /// <remarks>
    /// After COCO's evaluation: an object that counts is preferred to one that does not, whatever they overlap; of equal overlaps the later one wins;
    /// a crowd may be found any number of times.
    /// </remarks>
    public IEnumerable<ScoredOutcome> Match(double threshold, AreaRange range)
    {
        bool[] counts = [.. _truth.Select(t => Counts(t, range))], taken = new bool[_truth.Length];
        int[] order = [.. Enumerable.Range(0, _truth.Length).OrderBy(t => !counts[t])];
        for (int d = 0; d < _detections.Length; d++)
        {
            int best = -1;
            double least = threshold;
            foreach (int t in order)
            {
                if (taken[t] && !_truth[t].Crowd)
                {
                    continue;
                }

                if (best >= 0 && counts[best] && !counts[t])
                {
                    break;
                }

                if (_overlaps[d, t] >= least)
                {
                    (best, least) = (t, _overlaps[d, t]);
                }
            }

            if (best >= 0)
            {
                taken[best] = true;
            }

            yield return new ScoredOutcome(_detections[d].Confidence, OutcomeOf(best >= 0 ? counts[best] : null, range.Contains(_sizes[d])));
        }
    }

    private static MatchOutcome OutcomeOf(bool? foundCounts, bool sizeCounts) => foundCounts switch
    {
        true => MatchOutcome.Right,
        null when sizeCounts => MatchOutcome.Wrong,
        _ => MatchOutcome.Ignored,
    };

    private static bool Counts(TruthObject truth, AreaRange range) => !truth.Crowd && range.Contains(truth.Size);

    private double[,] CompareBoxes()
    {
        double[,] overlaps = new double[_detections.Length, _truth.Length];
        for (int d = 0; d < _detections.Length; d++)
        {
            for (int t = 0; t < _truth.Length; t++)
            {
                overlaps[d, t] = Overlap(_detections[d].Box.Intersect(_truth[t].Box).Area, _sizes[d], _truth[t].Box.Area, _truth[t].Crowd);
            }
        }

        return overlaps;
    }

    private double[,] CompareMasks()
    {
        RunLengths[] found = [.. _detections.Select(d => RunLengths.Of(d.Mask!))], real = [.. _truth.Select(t => RunLengths.Of(t.Mask!))];
        double[,] overlaps = new double[found.Length, real.Length];
        for (int d = 0; d < found.Length; d++)
        {
            for (int t = 0; t < real.Length; t++)
            {
                overlaps[d, t] = Overlap(found[d].Intersect(real[t]).Area, found[d].Area, real[t].Area, _truth[t].Crowd);
            }
        }

        return overlaps;
    }

    // A crowd is larger than any single detection in it, so only the detection's own part is asked for.
    private static double Overlap(double shared, double detected, double real, bool crowd)
    {
        double whole = crowd ? detected : detected + real - shared;
        return whole > 0 ? shared / whole : 0;
    }
}
