namespace ImageAnalytics.Faces;

/// <summary>How far two embeddings are apart.</summary>
public enum DistanceMetric
{
    /// <summary>One less the cosine of the angle between them: 0 for the same direction, 2 for opposite ones.</summary>
    Cosine,

    /// <summary>The Euclidean distance.</summary>
    Euclidean,
}
