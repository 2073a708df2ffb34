using System.Numerics.Tensors;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Finds the largest of a row of class scores.</summary>
internal static class BestClass
{
    /// <summary>The class with the largest score; the lowest number of equal ones. NaN never wins; -1 when there is nothing else.</summary>
    /// <param name="scores">Scores with a distance between neighbours.</param>
    /// <param name="start">Place of class 0.</param>
    /// <param name="stride">Distance from one class to the next.</param>
    /// <param name="count">Number of classes.</param>
    /// <param name="atLeast">Scores below this are of no interest: -1 when there is none that reaches it.</param>
    /// <param name="score">Receives the score.</param>
    public static int Of(ReadOnlySpan<float> scores, int start, int stride, int count, double atLeast, out float score)
    {
        // Most cells of a grid hold nothing: their largest score is found many at a time, and that is all.
        if (stride == 1 && !(TensorPrimitives.MaxNumber(scores.Slice(start, count)) >= atLeast))
        {
            score = float.NegativeInfinity;
            return -1;
        }

        int best = -1;
        score = float.NegativeInfinity;
        for (int c = 0, at = start; c < count; c++, at += stride)
        {
            if (scores[at] > score)
            {
                (best, score) = (c, scores[at]);
            }
        }

        return score >= atLeast ? best : -1;
    }
}
