using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>What a model found in a picture.</summary>
/// <param name="Width">The upright picture's columns.</param>
/// <param name="Height">The upright picture's rows.</param>
/// <param name="Objects">What was found, as the model numbers the classes.</param>
internal sealed record FoundInPicture(int Width, int Height, IReadOnlyList<FoundInPicture.Thing> Objects)
{
    /// <summary>One of them; the box in pixels of the upright picture.</summary>
    internal sealed record Thing(int ClassId, double Confidence, BoundingBox Box, Mask? Mask);
}
