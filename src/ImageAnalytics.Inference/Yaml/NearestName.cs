namespace ImageAnalytics.Inference.Yaml;

/// <summary>Finds the name that someone probably meant.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the smallest edit distance; null when none is near.</summary>
    public static string? Of(string written, IEnumerable<string> candidates)
    {
        int limit = Math.Max(2, written.Length / 3);
        (string? name, int distance) = candidates
            .Select(c => ((string?)c, Distance(written.ToLowerInvariant(), c.ToLowerInvariant())))
            .OrderBy(p => p.Item2).ThenBy(p => p.Item1, StringComparer.Ordinal)
            .FirstOrDefault((null, int.MaxValue));
        return distance <= limit ? name : null;
    }

    /// <summary>A sentence such as <c> Did you mean 'x'?</c>, with a blank before it; empty when no candidate is near.</summary>
    public static string Hint(string written, IEnumerable<string> candidates)
        => Of(written, candidates) is { } name ? $" Did you mean '{name}'?" : "";

    // Levenshtein, row by row; names here are short.
    private static int Distance(string a, string b)
    {
        if (a.Length > 100 || b.Length > 100)
        {
            return int.MaxValue;
        }

        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
