namespace ImageAnalytics.Training.Examples;

/// <summary>Random numbers that follow from training, pass and example alone.</summary>
internal static class ExampleSeed
{
    /// <summary>Mixes three numbers so that neighbours have nothing in common (the finaliser of SplitMix64; Steele et al., 2014).</summary>
    public static ulong Of(int seed, int epoch, int example)
    {
        ulong mixed = ((ulong)(uint)seed << 40) ^ ((ulong)(uint)epoch << 24) ^ (uint)example;
        for (int round = 0; round < 2; round++)
        {
            mixed += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            mixed ^= mixed >> 31;
        }

        return mixed;
    }

    /// <summary>A generator of random numbers.</summary>
    public static Random Random(int seed, int epoch, int example) => new(unchecked((int)Of(seed, epoch, example)));
}
