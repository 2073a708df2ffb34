using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Faces;

/// <summary>A face that was found in a region.</summary>
/// <param name="Box">Where it is, in pixels of the region and inside it.</param>
/// <param name="Confidence">What the detector says, 0 to 1.</param>
/// <param name="Points">Five points as <see cref="FaceDetection.Points"/>, in pixels of the region; null where the detector gives none.</param>
/// <param name="Embedding">What describes the face; null without an embedding model, or where the points fall together.</param>
public sealed record FoundFace(BoundingBox Box, float Confidence, IReadOnlyList<ImagePoint>? Points, float[]? Embedding);
