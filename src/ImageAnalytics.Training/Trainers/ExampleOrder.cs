namespace ImageAnalytics.Training.Trainers;

/// <summary>In which order the examples of a pass are learned.</summary>
internal static class ExampleOrder
{
    private const int EpochFactor = 1_000_003;

    /// <summary>A random order that follows from seed and epoch alone.</summary>
    /// <param name="count">How many examples.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="epoch">The pass, from 0.</param>
    public static int[] Of(int count, int seed, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(unchecked((seed * EpochFactor) + epoch)).Shuffle(order);
        return order;
    }
}
