using ImageAnalytics.Inference.Decoding;

namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>How far two faces are apart, in the metric of their model.</summary>
internal static class FaceDistance
{
    /// <summary>The distance; infinite where one of them has no face, which is unlike every other.</summary>
    public static double Between(float[]? first, float[]? second, EmbeddingMetric metric)
    {
        if (first is null || second is null)
        {
            return double.PositiveInfinity;
        }

        double dot = 0, one = 0, two = 0, squares = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double a = first[i], b = second[i];
            dot += a * b;
            one += a * a;
            two += b * b;
            squares += (a - b) * (a - b);
        }

        // A vector of zeros has no direction, and is like none.
        double distance = metric == EmbeddingMetric.Cosine ? Math.Clamp(1 - (dot / Math.Sqrt(one * two)), 0, 2) : Math.Sqrt(squares);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }
}
