namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>Accuracy on pairs by cross-validation. Source: Huang et al., Labeled Faces in the Wild, 2007, view 2.</summary>
internal static class PairJudge
{
    /// <summary>Judges each fold with the threshold of the others.</summary>
    /// <param name="pairs">The pairs, of at least two folds.</param>
    public static IReadOnlyList<FoldAccuracy> Folds(IReadOnlyList<(int Fold, double Distance, bool Same)> pairs)
        =>
        [
            .. pairs.Select(p => p.Fold).Distinct().Order().Select(fold =>
            {
                double threshold = BestThreshold([.. pairs.Where(p => p.Fold != fold)]);
                (int, double, bool)[] own = [.. pairs.Where(p => p.Fold == fold)];
                return new FoldAccuracy(fold, own.Length, threshold, Accuracy(own, threshold));
            }),
        ];

    /// <summary>What the threshold of its fold says of a pair.</summary>
    public static ComparedFaces Compared(string first, string second, double distance, bool same, double threshold)
        => new(first, second, distance, Math.Abs(distance - threshold), same, (distance <= threshold) == same);

    /// <summary>The part of the pairs that a threshold tells rightly.</summary>
    public static double Accuracy(IReadOnlyList<(int Fold, double Distance, bool Same)> pairs, double threshold)
        => pairs.Average(p => (p.Distance <= threshold) == p.Same ? 1.0 : 0);

    /// <summary>
    /// The threshold that tells most pairs rightly: the middle between two distances that follow each other; of equally good ones the smallest. A threshold
    /// below every distance, which takes no two faces for one person's, is among them.
    /// </summary>
    public static double BestThreshold(IReadOnlyList<(int Fold, double Distance, bool Same)> pairs)
    {
        (double Distance, int Gain)[] steps =
        [
            .. pairs.Where(p => double.IsFinite(p.Distance)).GroupBy(p => p.Distance).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(p => p.Same ? 1 : -1))),
        ];
        if (steps.Length == 0)
        {
            return 0;
        }

        double best = -1;
        for (int i = 0, gain = 0, most = 0; i < steps.Length; i++)
        {
            gain += steps[i].Gain;
            if (gain > most)
            {
                (most, best) = (gain, i + 1 < steps.Length ? (steps[i].Distance + steps[i + 1].Distance) / 2 : steps[i].Distance);
            }
        }

        return best;
    }
}
