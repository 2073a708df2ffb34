using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Evaluation;

/// <summary>What is to be compared, and how.</summary>
public sealed record EvaluationRequest
{
    /// <summary>The model that is judged.</summary>
    public required InstalledModel Model { get; init; }

    /// <summary>What is known about the pictures.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The split to look at; null for every picture.</summary>
    public string? Split { get; init; }

    /// <summary>
    /// The model that finds faces, for a model that describes them; null to describe the whole picture as if it were an aligned face. Other models ignore it.
    /// </summary>
    public InstalledModel? Detector { get; init; }

    /// <summary>
    /// The least confidence, 0 to 1, of what counts for the precision-recall curve and so for the average precision; figures at one working point take what
    /// the model's card says. Default: 0.001.
    /// </summary>
    public double MinConfidence { get; init; } = 0.001;

    /// <summary>How many pictures of each person are known when faces are identified, at least 1. Default: 3.</summary>
    public int Enrolled { get; init; } = 3;

    /// <summary>How many pictures are looked at side by side, one thread each, at least 1. Figures do not depend on it. Default: 2.</summary>
    public int Lanes { get; init; } = 2;
}
