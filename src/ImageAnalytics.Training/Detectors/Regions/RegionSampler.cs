namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>Chooses some of many at random.</summary>
internal static class RegionSampler
{
    /// <summary>Positions of matches that are wanted: all, or as many as said, at random.</summary>
    public static int[] Choose(int[] matches, Func<int, bool> wanted, int most, Random random)
    {
        int[] all = [.. Enumerable.Range(0, matches.Length).Where(i => wanted(matches[i]))];
        if (all.Length <= most)
        {
            return all;
        }

        // The beginning of a shuffle (Fisher and Yates).
        for (int i = 0; i < most; i++)
        {
            int other = random.Next(i, all.Length);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return all[..most];
    }
}
