namespace ImageAnalytics.Inference.Decoding;

/// <summary>How far two embeddings are apart.</summary>
public enum EmbeddingMetric
{
    /// <summary>One less the cosine of the angle between them, 0 to 2; <c>cosine</c>.</summary>
    Cosine,

    /// <summary>The Euclidean distance; <c>l2</c>.</summary>
    L2,
}
