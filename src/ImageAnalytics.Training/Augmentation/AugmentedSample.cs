using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>A changed picture with its objects. All pixels belong to the <see cref="Augmenter"/> and are overwritten by its next picture.</summary>
/// <param name="Picture">The pixels, of the given picture's type.</param>
/// <param name="LabelMap">The label map, of the given one's type; null where none was given.</param>
/// <param name="Objects">The objects that are still to be seen, boxes inside the picture.</param>
/// <param name="IsMirrored">Whether left and right changed sides.</param>
public sealed record AugmentedSample(Mat Picture, Mat? LabelMap, IReadOnlyList<AugmentationObject> Objects, bool IsMirrored);
