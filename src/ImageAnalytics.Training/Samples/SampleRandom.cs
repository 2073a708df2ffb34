namespace ImageAnalytics.Training.Samples;

/// <summary>Random numbers that are the same on every machine and in every release of .NET: SplitMix64.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Not safe on several threads at once.</remarks>
internal sealed class SampleRandom
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>Starts the numbers of one picture or one person.</summary>
    /// <param name="seed">The seed that the user chose.</param>
    /// <param name="stream">What is drawn; two kinds of things share no numbers.</param>
    /// <param name="index">Which of them, from 0; so one picture does not depend on the number of pictures before it.</param>
    /// <param name="attempt">Which attempt at it.</param>
    public SampleRandom(long seed, SampleStream stream, long index, int attempt = 0)
        => _state = Mix(Mix(Mix((ulong)seed + Increment) ^ ((ulong)stream << 48) ^ (ulong)attempt) + ((ulong)index * Increment));

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(_state += Increment);

    /// <summary>At least 0 and below 1.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least <paramref name="low"/> and below <paramref name="high"/>.</summary>
    public float Between(double low, double high) => (float)(low + ((high - low) * Next()));

    /// <summary>At least <paramref name="low"/> and at most <paramref name="high"/>, each as likely.</summary>
    public int Whole(int low, int high) => low + (int)(Next() * (high - low + 1));

    /// <summary>True in a share of all cases.</summary>
    public bool Chance(double share) => Next() < share;

    /// <summary>One of several, each as likely.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[Whole(0, choices.Count - 1)];

    /// <summary>Normally distributed around 0 with deviation 1.</summary>
    public float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(Math.Tau * Next()));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
