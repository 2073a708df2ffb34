using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>A face in a picture: the truth about it.</summary>
/// <param name="Person">Whose it is: a number from 0.</param>
/// <param name="Box">From hairline to chin, without ears and hair; inside the picture.</param>
/// <param name="Points">Five points in pixels: the eye that is left in the picture, the other eye, the tip of the nose, the left and the right corner of the mouth.</param>
public sealed record DrawnFace(int Person, BoundingBox Box, IReadOnlyList<ImagePoint> Points);
