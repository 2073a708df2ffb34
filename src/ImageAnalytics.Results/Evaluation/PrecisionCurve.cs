namespace ImageAnalytics.Results.Evaluation;

/// <summary>The average precision of one class: the area under its interpolated precision-recall curve, read at 101 recalls.</summary>
internal static class PrecisionCurve
{
    private const int Points = 101;

    // As the reference implementation spaces them: 57 × 0.01 is a little more than 0.57, and figures must agree.
    private static readonly double[] s_recalls = [.. Enumerable.Range(0, Points - 1).Select(i => i * 0.01), 1.0];

    /// <summary>The average precision, 0 to 1.</summary>
    /// <param name="detections">The detections of all images; those of equal confidence stay in this order.</param>
    /// <param name="objects">True objects that count, at least 1.</param>
    public static double Average(IEnumerable<ScoredOutcome> detections, int objects)
    {
        List<(double Recall, double Precision)> curve = [];
        int right = 0, wrong = 0;
        foreach (ScoredOutcome detection in detections.Where(d => d.Outcome != MatchOutcome.Ignored).OrderByDescending(d => d.Confidence))
        {
            (right, wrong) = detection.Outcome == MatchOutcome.Right ? (right + 1, wrong) : (right, wrong + 1);
            curve.Add(((double)right / objects, (double)right / (right + wrong)));
        }

        // Interpolated: at each recall, the best precision from there on.
        for (int i = curve.Count - 2; i >= 0; i--)
        {
            curve[i] = curve[i] with { Precision = Math.Max(curve[i].Precision, curve[i + 1].Precision) };
        }

        double sum = 0;
        int at = 0;
        foreach (double recall in s_recalls)
        {
            while (at < curve.Count && curve[at].Recall < recall)
            {
                at++;
            }

            sum += at < curve.Count ? curve[at].Precision : 0;
        }

        return sum / Points;
    }
}
