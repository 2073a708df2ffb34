using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>What a detector found in pictures, before it is compared with what is there.</summary>
/// <param name="Match">Which of the model's classes are which of the data's.</param>
/// <param name="Classes">How many classes the data have.</param>
/// <param name="Pictures">What was found in each picture, as the model numbers the classes; pictures that cannot be read are left out.</param>
internal sealed record RawDetections(ClassMatch Match, int Classes, IReadOnlyList<(LabelledImage Image, FoundInPicture Found)> Pictures);
