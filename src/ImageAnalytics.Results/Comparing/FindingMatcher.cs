namespace ImageAnalytics.Results.Comparing;

/// <summary>Decides which findings of two steps are the same thing.</summary>
internal static class FindingMatcher
{
    /// <summary>
    /// Pairs findings of one image: those of the same label first, then others, each time those that overlap most; of equal overlaps the
    /// lower numbers first. What is left over has no partner.
    /// </summary>
    /// <param name="before">Findings of the earlier step.</param>
    /// <param name="after">Findings of the later step.</param>
    /// <param name="overlap">From which IoU on two boxes can be the same thing. A finding without a box is about the whole image.</param>
    /// <returns>By the number of the earlier finding, then of the later one.</returns>
    public static IEnumerable<(StoredObservation? Before, StoredObservation? After)> Match(
        IReadOnlyList<StoredObservation> before, IReadOnlyList<StoredObservation> after, double overlap)
    {
        bool[] takenBefore = new bool[before.Count], takenAfter = new bool[after.Count];
        List<(StoredObservation? Before, StoredObservation? After)> pairs = [];
        IEnumerable<(int B, int A, bool SameLabel, double IoU)> ordered = Candidates(before, after, overlap)
            .OrderByDescending(c => c.SameLabel).ThenByDescending(c => c.IoU).ThenBy(c => before[c.B].Number).ThenBy(c => after[c.A].Number);
        foreach ((int b, int a, _, _) in ordered)
        {
            if (!takenBefore[b] && !takenAfter[a])
            {
                (takenBefore[b], takenAfter[a]) = (true, true);
                pairs.Add((before[b], after[a]));
            }
        }

        pairs.AddRange(before.Where((_, b) => !takenBefore[b]).Select(b => ((StoredObservation?)b, (StoredObservation?)null)));
        pairs.AddRange(after.Where((_, a) => !takenAfter[a]).Select(a => ((StoredObservation?)null, (StoredObservation?)a)));
        return pairs.OrderBy(p => p.Before?.Number ?? int.MaxValue).ThenBy(p => p.After?.Number);
    }

    // Sorted by left edge, so that thousands of findings are not all compared with one another.
    private static IEnumerable<(int B, int A, bool SameLabel, double IoU)> Candidates(
        IReadOnlyList<StoredObservation> before, IReadOnlyList<StoredObservation> after, double overlap)
    {
        int[] sorted = [.. Enumerable.Range(0, after.Count).OrderBy(a => Left(after[a]))];
        double widest = after.Select(a => a.Value.Box?.Width ?? 0).DefaultIfEmpty().Max();
        double[] lefts = [.. sorted.Select(a => Left(after[a]))];
        for (int b = 0; b < before.Count; b++)
        {
            double right = before[b].Value.Box?.Right ?? double.NegativeInfinity;
            int first = Array.BinarySearch(lefts, Left(before[b]) - widest);
            for (int i = Start(lefts, first); i < sorted.Length && lefts[i] <= right; i++)
            {
                if (IoU(before[b], after[sorted[i]]) is double found && found >= overlap)
                {
                    yield return (b, sorted[i], before[b].Value.Label == after[sorted[i]].Value.Label, found);
                }
            }
        }
    }

    // The first of equal edges, of which the search may have met any.
    private static int Start(double[] lefts, int found)
    {
        int start = found < 0 ? ~found : found;
        while (start > 0 && lefts[start - 1] == lefts[Math.Min(start, lefts.Length - 1)])
        {
            start--;
        }

        return start;
    }

    private static double Left(StoredObservation finding) => finding.Value.Box?.X ?? double.NegativeInfinity;

    private static double IoU(StoredObservation before, StoredObservation after) => (before.Value.Box, after.Value.Box) switch
    {
        (null, null) => 1,
        ({ } b, { } a) => b.IoU(a),
        _ => 0,
    };
}
