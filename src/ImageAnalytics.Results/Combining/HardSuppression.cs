namespace ImageAnalytics.Results.Combining;

/// <summary>
/// Greedy non-maximum suppression: of boxes that overlap, the most confident stays as it is. (As in Dalal and Triggs, CVPR 2005, with IoU
/// as the measure, after Felzenszwalb et al., PAMI 32(9), 2010.)
/// </summary>
internal static class HardSuppression
{
    /// <summary>Suppresses among findings that may be one thing.</summary>
    /// <param name="findings">The best first.</param>
    /// <param name="overlap">A box goes when its IoU with one that stays is above this.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<Merged> Apply(IReadOnlyList<Finding> findings, double overlap, CancellationToken cancellationToken)
    {
        List<List<Finding>> kept = [];
        foreach (Finding finding in findings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (kept.Find(k => k[0].Box.IoU(finding.Box) > overlap) is { } better)
            {
                better.Add(finding);
            }
            else
            {
                kept.Add([finding]);
            }
        }

        return kept.Select(k => new Merged(k[0], k, k[0].Label, k[0].Box, k[0].Confidence));
    }
}
