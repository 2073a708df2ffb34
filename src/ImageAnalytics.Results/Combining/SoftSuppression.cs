namespace ImageAnalytics.Results.Combining;

/// <summary>
/// Soft non-maximum suppression: a box that overlaps a better one stays, with less confidence. N. Bodla, B. Singh, R. Chellappa, L. S. Davis,
/// "Soft-NMS: Improving Object Detection With One Line of Code", ICCV 2017, equations 3 (linear) and 4 (Gaussian).
/// </summary>
internal static class SoftSuppression
{
    /// <summary>Lowers confidences among findings that may be one thing.</summary>
    /// <param name="findings">The best first.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>All that stay above the least confidence; each with every finding that it overlaps as a member.</returns>
    public static IEnumerable<Merged> Apply(IReadOnlyList<Finding> findings, SoftNmsOptions options, CancellationToken cancellationToken)
    {
        List<(Finding Finding, double Confidence)> left = [.. findings.Select(f => (f, f.Confidence))];
        List<Merged> kept = [];
        while (left.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Finding best, double confidence) = TakeBest(left);
            Finding[] members = [best, .. findings.Where(f => f != best && f.Box.IoU(best.Box) > options.Overlap)];
            kept.Add(new Merged(best, members, best.Label, best.Box, confidence));
            for (int i = 0; i < left.Count; i++)
            {
                left[i] = left[i] with { Confidence = left[i].Confidence * Factor(best.Box.IoU(left[i].Finding.Box), options) };
            }

            left.RemoveAll(l => l.Confidence < options.MinConfidence);
        }

        return kept;
    }

    private static double Factor(double iou, SoftNmsOptions options)
        => options.Decay == Decay.Gaussian ? Math.Exp(-iou * iou / options.Sigma) : iou > options.Overlap ? 1 - iou : 1;

    // The list stays in the order of the findings, so of equal confidences the first is the better finding.
    private static (Finding Finding, double Confidence) TakeBest(List<(Finding Finding, double Confidence)> left)
    {
        int best = 0;
        for (int i = 1; i < left.Count; i++)
        {
            best = left[i].Confidence > left[best].Confidence ? i : best;
        }

        (Finding, double) taken = left[best];
        left.RemoveAt(best);
        return taken;
    }
}
