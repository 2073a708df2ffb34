using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>What is in a picture and what was found there. Boxes are in pixels of the upright picture; classes are numbered as the data do.</summary>
/// <param name="Name">The picture's name in the data.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Truth">What is in it.</param>
/// <param name="Found">What was found, of the classes that the data have.</param>
public sealed record ExaminedPicture(string Name, int Width, int Height, IReadOnlyList<TruthObject> Truth, IReadOnlyList<DetectedObject> Found)
{
    /// <summary>From which confidence a detection is among those that COCO counts in a picture.</summary>
    public double LeastCounted { get; init; }

    /// <summary>From which confidence a detection is among those that a pipeline reports of a picture, as many as the model's card says.</summary>
    public double LeastReported { get; init; }
}
