namespace ImageAnalytics.Training.Augmentation;

/// <summary>Chance that is the same on every machine and in every version.</summary>
/// <remarks>Source: SplitMix64, Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014.</remarks>
internal struct AugmentationRandom
{
    private ulong _state;

    /// <summary>Begins a sequence that depends on all three numbers.</summary>
    public AugmentationRandom(ulong seed, int epoch, int image)
    {
        _state = seed;
        _state = Next() ^ (uint)epoch;
        _state = Next() ^ (uint)image;
    }

    /// <summary>64 bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 (inclusive) to 1 (exclusive).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From -bound to bound.</summary>
    public double Around(double bound) => ((2 * Unit()) - 1) * bound;

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(double probability) => Unit() < probability;
}
