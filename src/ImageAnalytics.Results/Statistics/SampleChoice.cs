namespace ImageAnalytics.Results.Statistics;

/// <summary>Takes images from several lists by turns: the first of every list, then the second of every list, and so on.</summary>
internal static class SampleChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="lists">Ordinals, in each list those that matter most first; the lists that matter most first.</param>
    /// <returns>Each once, in the order in which they were taken.</returns>
    public static List<long> Choose(int count, IReadOnlyList<long[]> lists)
    {
        List<long> chosen = [];
        HashSet<long> seen = [];
        int longest = lists.Count == 0 ? 0 : lists.Max(l => l.Length);
        for (int turn = 0; turn < longest && chosen.Count < count; turn++)
        {
            foreach (long[] list in lists)
            {
                if (turn < list.Length && chosen.Count < count && seen.Add(list[turn]))
                {
                    chosen.Add(list[turn]);
                }
            }
        }

        return chosen;
    }
}
