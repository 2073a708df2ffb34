namespace ImageAnalytics.Results.Statistics;

/// <summary>SQL of keys that choose the same few images however a query is run: by a figure, then by a number that every image has once.</summary>
internal static class TopPick
{
    private const string Half = "4294967296";

    /// <summary>The image in a key of <see cref="Smallest"/> or <see cref="Spread"/>.</summary>
    public static string Ordinal(string key) => $"({key} % {Half})::BIGINT";

    /// <summary>Orders by a small whole number, then by place.</summary>
    public static string Smallest(string figure) => $"({figure}::BIGINT * {Half} + ordinal)";

    /// <summary>Orders as by chance, but always the same: what comes first is spread over all.</summary>
    public static string Spread => $"((ordinal::BIGINT * 2654435761 % 1073741824) * {Half} + ordinal)";
}
