namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>Finds pairs of pictures that look alike without comparing each with each.</summary>
internal static class LookAlikes
{
    /// <summary>At most so many pairs are kept.</summary>
    public const int MostPairs = 100_000;

    private const int Parts = PerceptualHash.MaxBits + 1, BitsOfPart = 64 / Parts, LargestGroup = 3000;

    /// <summary>The pairs, by position, in order.</summary>
    /// <param name="hashes">Of each picture; null for those that are not compared.</param>
    /// <param name="splits">The split of each picture, so that pairs in two of them are not missed; null for one that is not used.</param>
    /// <param name="contents">A hash of each picture's bytes: equal pictures are no pair.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <param name="passedOver">Receives how many pictures were not compared with all that might look alike.</param>
    public static IReadOnlyList<(int First, int Second)> Find(IReadOnlyList<PerceptualHash?> hashes, IReadOnlyList<string?> splits, IReadOnlyList<string?> contents, CancellationToken cancellationToken, out int passedOver)
    {
        // Where at most three of 64 bits differ, at least one of four parts is equal. Of a crowd with an equal part, as plain pictures and fixed cameras
        // make, only some are compared: of each split as many.
        SortedSet<(int, int)> pairs = [];
        HashSet<int> left = [];
        List<int[]> groups = [];
        for (int part = 0; part < Parts; part++)
        {
            int shift = part * BitsOfPart;
            foreach (IGrouping<ushort, int> group in Enumerable.Range(0, hashes.Count).Where(i => hashes[i] is not null).GroupBy(i => (ushort)(hashes[i]!.Value.Bits >> shift)).Where(g => g.Skip(1).Any()))
            {
                int[] all = [.. group], compared = all.Length <= LargestGroup ? all : [.. Chosen(all, splits)];
                left.UnionWith(all.Length > compared.Length ? all.Except(compared) : []);
                groups.Add(compared);
            }
        }

        // Pairs in two splits first: they say that figures on these data are too good.
        foreach (bool leaks in (bool[])[true, false])
        {
            foreach (int[] group in groups)
            {
                cancellationToken.ThrowIfCancellationRequested();
                AddPairs(group, (a, b) => AreApart(splits[a], splits[b]) == leaks && (contents[a] is null || contents[a] != contents[b]) && hashes[a]!.Value.LooksLike(hashes[b]!.Value), pairs);
            }
        }

        passedOver = left.Count;
        return [.. pairs];
    }

    /// <summary>Whether pictures are in two splits, of which one may be learned from and the other be used to judge.</summary>
    public static bool AreApart(string? first, string? second) => first is not null && second is not null && first != second;

    private static IEnumerable<int> Chosen(int[] group, IReadOnlyList<string?> splits)
    {
        int[][] parts = [.. group.GroupBy(i => splits[i]).Select(g => g.ToArray()).OrderBy(g => g.Length)];
        int room = LargestGroup;
        foreach ((int at, int[] part) in parts.Index())
        {
            int taken = Math.Min(part.Length, room / (parts.Length - at));
            room -= taken;
            for (int i = 0; i < taken; i++)
            {
                yield return part[(int)((long)i * part.Length / taken)];
            }
        }
    }

    private static void AddPairs(int[] group, Func<int, int, bool> isPair, SortedSet<(int, int)> pairs)
    {
        for (int i = 0; i < group.Length; i++)
        {
            for (int j = i + 1; j < group.Length && pairs.Count < MostPairs; j++)
            {
                if (isPair(group[i], group[j]))
                {
                    pairs.Add((Math.Min(group[i], group[j]), Math.Max(group[i], group[j])));
                }
            }
        }
    }
}
