namespace ImageAnalytics.Results.Tests.Evaluation;

/// <summary>The same numbers on every machine and in every language: a linear congruential generator with the constants of Numerical Recipes.</summary>
internal sealed class LinearRandom(uint seed)
{
    private uint _state = seed;

    /// <summary>A whole number from 0 to below <paramref name="limit"/>.</summary>
    public int Next(int limit)
    {
        _state = unchecked((_state * 1664525) + 1013904223);
        return (int)((_state >> 8) % (uint)limit);
    }
}
