namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>Finds pairs of pictures that look alike without comparing each with each.</summary>
internal static class LookAlikes
{
    private const int Parts = PerceptualHash.MaxBits + 1, BitsOfPart = 64 / Parts, LargestGroup = 3000;

    /// <summary>The pairs, by position, in order.</summary>
    /// <param name="hashes">Of each picture; null for those that are not compared.</param>
    public static IReadOnlyList<(int First, int Second)> Find(IReadOnlyList<PerceptualHash?> hashes)
    {
        // Where at most three of 64 bits differ, at least one of four parts is equal. Of a crowd with an equal part, as plain pictures make, only
        // the first are compared.
        SortedSet<(int, int)> pairs = [];
        for (int part = 0; part < Parts; part++)
        {
            int shift = part * BitsOfPart;
            foreach (IGrouping<ushort, int> group in Enumerable.Range(0, hashes.Count).Where(i => hashes[i] is not null).GroupBy(i => (ushort)(hashes[i]!.Value.Bits >> shift)))
            {
                AddPairs(hashes, [.. group.Take(LargestGroup)], pairs);
            }
        }

        return [.. pairs];
    }

    private static void AddPairs(IReadOnlyList<PerceptualHash?> hashes, int[] group, SortedSet<(int, int)> pairs)
    {
        for (int i = 0; i < group.Length; i++)
        {
            for (int j = i + 1; j < group.Length; j++)
            {
                if (hashes[group[i]]!.Value.LooksLike(hashes[group[j]]!.Value))
                {
                    pairs.Add((group[i], group[j]));
                }
            }
        }
    }
}
