using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>What a detector found in pictures, before it is compared with what is there.</summary>
/// <param name="Match">Which of the model's classes are which of the data's.</param>
/// <param name="Classes">The data's classes.</param>
/// <param name="Pictures">What was found in each picture, as the model numbers the classes.</param>
/// <param name="Broken">Pictures that are left out: they cannot be read, or their labels are for another size.</param>
internal sealed record RawDetections(ClassMatch Match, IReadOnlyList<string> Classes, IReadOnlyList<(LabelledImage Image, FoundInPicture Found)> Pictures, IReadOnlyList<BrokenPicture> Broken);
