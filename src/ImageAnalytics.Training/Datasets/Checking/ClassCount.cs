namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>How often a class occurs.</summary>
/// <param name="Name">The class.</param>
/// <param name="BySplit">Pictures of it, or objects where there are objects; in the splits' order.</param>
public sealed record ClassCount(string Name, IReadOnlyList<int> BySplit)
{
    /// <summary>In all splits.</summary>
    public int Total => BySplit.Sum();
}
