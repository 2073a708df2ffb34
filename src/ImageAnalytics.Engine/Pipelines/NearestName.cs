namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Finds the name that someone probably meant.</summary>
internal static class NearestName
{
    private const int MaxLength = 64;

    /// <summary>
    /// The candidate with the smallest edit distance (insertions, deletions, replacements and swaps of neighbours, ignoring case, hyphens
    /// and underscores), if at most a third of the longer name differs; null otherwise. Among equals the first.
    /// </summary>
    /// <remarks>Optimal string alignment distance, after Damerau, CACM 7(3), 1964.</remarks>
    public static string? Of(string written, IEnumerable<string> candidates)
    {
        if (written.Length is 0 or > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        int best = int.MaxValue;
        foreach (string candidate in candidates.Where(c => c.Length is > 0 and <= MaxLength))
        {
            int distance = Distance(Fold(written), Fold(candidate));
            int longer = Math.Max(written.Length, candidate.Length);
            int allowed = longer < 3 ? 0 : longer / 3;
            if (distance <= allowed && distance < best)
            {
                (nearest, best) = (candidate, distance);
            }
        }

        return nearest;
    }

    // minConfidence, min-confidence and min_confidence are one name to a person.
    private static string Fold(string name)
        => new([.. name.Where(c => c is not ('-' or '_')).Select(char.ToUpperInvariant)]);

    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
