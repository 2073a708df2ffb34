using System.Globalization;

namespace ImageAnalytics.Engine.Runs;

/// <summary>One shard of a saved plan: which of how many, from 1.</summary>
/// <param name="Index">Which shard, from 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many shards there are.</param>
public readonly record struct ShardNumber(int Index, int Count)
{
    /// <summary>The largest number of shards.</summary>
    public const int Most = 100_000;

    /// <summary>Reads <c>I/N</c>.</summary>
    /// <returns>The shard; null when the text is none.</returns>
    public static ShardNumber? Parse(string? text)
        => text?.Split('/') is [var index, var count]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int i) && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
            && i >= 1 && i <= n && n <= Most ? new ShardNumber(i, n) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
