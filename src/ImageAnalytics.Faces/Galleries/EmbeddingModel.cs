namespace ImageAnalytics.Faces;

/// <summary>The model that made a gallery's embeddings. Those of another cannot be compared with them.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="ContentHash">SHA-256 of its card and files.</param>
/// <param name="Processing">What else makes the numbers: the revision of aligning, preparing and reading.</param>
/// <param name="Metric">How its embeddings are compared.</param>
/// <param name="Length">How many numbers an embedding has.</param>
public sealed record EmbeddingModel(string Name, string ContentHash, string Processing, DistanceMetric Metric, int Length)
{
    /// <summary>Longest embedding.</summary>
    public const int LongestEmbedding = 8192;
}
