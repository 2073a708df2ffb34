using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>A face.</summary>
/// <param name="Box">Where it is; in pixels of the prepared picture, or of the region once mapped back.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Points">
/// Five points in the same pixels: eye, eye, tip of the nose, corner of the mouth, corner of the mouth, of each pair the one further to the
/// left in an upright face first; null where the detector gives none.
/// </param>
public sealed record FaceDetection(BoundingBox Box, float Confidence, IReadOnlyList<ImagePoint>? Points) : IBoxCandidate
{
    /// <summary>How many points a face has.</summary>
    public const int PointCount = 5;

    /// <inheritdoc/>
    public int ClassId => 0;
}
