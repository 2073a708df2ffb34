using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>A box with a class.</summary>
/// <param name="Box">Where it is; in pixels of the prepared picture, or of the region once mapped back.</param>
/// <param name="ClassId">Number of the class from 0.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record Detection(BoundingBox Box, int ClassId, float Confidence) : IBoxCandidate
{
    /// <summary>The row of the network's answer that it was read from, where further outputs refer to it; 0 otherwise.</summary>
    public int Row { get; init; }
}
