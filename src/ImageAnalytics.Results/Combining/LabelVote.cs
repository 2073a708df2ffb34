namespace ImageAnalytics.Results.Combining;

/// <summary>
/// Majority vote of classifications: every step has one vote for each region, that for its best label (plurality voting, as in L. I. Kuncheva,
/// "Combining Pattern Classifiers", 2004, chapter 4). More votes win, then the higher mean confidence, then the label that comes first.
/// </summary>
internal static class LabelVote
{
    /// <summary>Votes on each region.</summary>
    /// <param name="findings">Classifications, the best first.</param>
    /// <param name="options">How.</param>
    /// <param name="steps">How many steps vote.</param>
    /// <param name="byParent">Whether findings belong together when they were found on the same observation, and not by their box alone.</param>
    /// <returns>For each region the labels with enough votes, ranked; confidence is the mean of those who voted for it.</returns>
    public static IEnumerable<Merged> Apply(IEnumerable<Finding> findings, VoteOptions options, int steps, bool byParent)
        => findings.GroupBy(f => (f.Stored.Value.Box, byParent ? f.Stored.Parent : null))
            .SelectMany(region => Ranked(region, options.VotesNeeded(steps), options.MinConfidence));

    private static IEnumerable<Merged> Ranked(IEnumerable<Finding> region, int needed, double least)
        => region.GroupBy(f => f.Step, StringComparer.Ordinal).Select(s => s.MinBy(f => f, Comparer<Finding>.Create(BestOfStep))!)
            .GroupBy(f => f.Label, StringComparer.Ordinal)
            .Select(label => (Label: label.Key, Votes: label.Count(), Mean: label.Average(f => f.Confidence), Members: label.OrderBy(f => f, Comparer<Finding>.Create(Finding.Compare)).ToArray()))
            .Where(v => v.Votes >= needed && Combination.StoredConfidence(v.Mean) >= least)
            .OrderByDescending(v => v.Votes).ThenByDescending(v => v.Mean).ThenBy(v => v.Label, StringComparer.Ordinal)
            .Select((v, i) => new Merged(v.Members[0], v.Members, v.Label, v.Members[0].Stored.Value.Box, v.Mean) { Rank = i + 1 });

    // A step's own order decides where it has one.
    private static int BestOfStep(Finding a, Finding b)
    {
        int byRank = (a.Stored.Value.Rank, b.Stored.Value.Rank) is ( > 0, > 0) ? a.Stored.Value.Rank.CompareTo(b.Stored.Value.Rank) : 0;
        return byRank != 0 ? byRank : Finding.Compare(a, b);
    }
}
