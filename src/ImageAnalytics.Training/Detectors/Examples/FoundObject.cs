using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Detectors.Boxes;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>What a network found in a prepared picture.</summary>
/// <param name="ClassId">Its class.</param>
/// <param name="Box">Where, in pixels of the prepared picture.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
internal sealed record FoundObject(int ClassId, EdgeBox Box, float Confidence)
{
    /// <summary>Its soft mask over the box, row by row, as high as wide; null where there is none.</summary>
    public float[]? SoftMask { get; init; }

    /// <summary>Its pixels, where the soft mask was pasted already.</summary>
    public Mask? Mask { get; init; }
}
