namespace ImageAnalytics.Results.Combining;

/// <summary>
/// Keeps boxes that enough steps agree on: each box, the best first, gathers of every other step the free box that overlaps it most. (The
/// "affirmative", "consensus" and "unanimous" ensembles of Casado-García and Heras, "Ensemble methods for object detection", ECAI 2020, are
/// 1, more than half, and all of the steps.)
/// </summary>
internal static class BoxVote
{
    /// <summary>Votes among findings that may be one thing.</summary>
    /// <param name="findings">The best first.</param>
    /// <param name="options">How.</param>
    /// <param name="steps">How many steps vote.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The box of the best member, with the mean of the members' confidences.</returns>
    public static IEnumerable<Merged> Apply(IReadOnlyList<Finding> findings, VoteOptions options, int steps, CancellationToken cancellationToken)
    {
        bool[] taken = new bool[findings.Count];
        for (int i = 0; i < findings.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (taken[i])
            {
                continue;
            }

            taken[i] = true;
            Finding[] members = [findings[i], .. Partners(findings, i, taken, options.Overlap)];
            if (members.Length >= options.VotesNeeded(steps))
            {
                yield return Merge(members);
            }
        }
    }

    private static IEnumerable<Finding> Partners(IReadOnlyList<Finding> findings, int first, bool[] taken, double overlap)
    {
        // Of equal overlaps the better finding, which comes first.
        Dictionary<string, (int Index, double IoU)> nearest = new(StringComparer.Ordinal);
        for (int i = first + 1; i < findings.Count; i++)
        {
            if (!taken[i] && findings[i].Step != findings[first].Step)
            {
                double iou = findings[first].Box.IoU(findings[i].Box);
                if (iou > (nearest.TryGetValue(findings[i].Step, out (int Index, double IoU) other) ? other.IoU : overlap))
                {
                    nearest[findings[i].Step] = (i, iou);
                }
            }
        }

        foreach (int index in nearest.Values.Select(n => n.Index).Order())
        {
            taken[index] = true;
            yield return findings[index];
        }
    }

    private static Merged Merge(Finding[] members)
    {
        string label = members.GroupBy(m => m.Label, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenByDescending(Mean).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
        Finding best = members.First(m => m.Label == label);
        return new Merged(best, members, label, best.Box, Mean(members));
    }

    private static double Mean(IEnumerable<Finding> members) => members.Average(m => m.Confidence);
}
