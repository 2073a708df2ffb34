namespace ImageAnalytics.Results.Comparing;

/// <summary>Tells whether findings are the same, to the last digit that is stored.</summary>
public static class FindingComparer
{
    /// <summary>Whether two steps stored the same.</summary>
    public static bool AreEqual(IReadOnlyList<StoredObservation> before, IReadOnlyList<StoredObservation> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.Count == after.Count && before.Zip(after).All(p => AreEqual(p.First, p.Second));
    }

    /// <summary>How far the confidences of the same things are apart; null when a thing has no partner of its label.</summary>
    public static double? LargestConfidenceDifference(IReadOnlyList<StoredObservation> before, IReadOnlyList<StoredObservation> after)
    {
        double largest = 0;
        foreach ((StoredObservation? b, StoredObservation? a) in FindingMatcher.Match(before, after, 0.5))
        {
            if (b is null || a is null || b.Value.Label != a.Value.Label)
            {
                return null;
            }

            largest = Math.Max(largest, Math.Abs(b.Value.Confidence - a.Value.Confidence));
        }

        return Math.Round(largest, 4);
    }

    private static bool AreEqual(StoredObservation before, StoredObservation after)
        => (before.Number, before.Parent) == (after.Number, after.Parent)
            && before.Value with { Embedding = null } == after.Value with { Embedding = null }
            && (before.Value.Embedding ?? []).SequenceEqual(after.Value.Embedding ?? []);
}
