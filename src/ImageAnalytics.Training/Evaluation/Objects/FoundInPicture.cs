using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>What a model found in a picture.</summary>
/// <param name="Width">The upright picture's columns.</param>
/// <param name="Height">The upright picture's rows.</param>
/// <param name="Objects">What was found, as the model numbers the classes.</param>
internal sealed record FoundInPicture(int Width, int Height, IReadOnlyList<FoundInPicture.Thing> Objects)
{
    /// <summary>The confidence of the last one that a pipeline would report, where its card's <c>maxDetections</c> leaves others out; else 0.</summary>
    public double LeastReported { get; init; }

    /// <summary>The confidence of the last of so many, the surest first; 0 where there are no more.</summary>
    public static double SurestOf(IEnumerable<Thing> objects, int count)
    {
        double[] sure = [.. objects.Select(o => o.Confidence).OrderDescending()];
        return sure.Length <= count ? 0 : sure[count - 1];
    }

    /// <summary>One of them; the box in pixels of the upright picture.</summary>
    internal sealed record Thing(int ClassId, double Confidence, BoundingBox Box, Mask? Mask);
}
