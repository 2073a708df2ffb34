using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation.Classification;
using ImageAnalytics.Training.Evaluation.Faces;
using ImageAnalytics.Training.Evaluation.Objects;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation;

/// <summary>How good a model is on labelled data. All figures are fractions, 0 to 1.</summary>
/// <remarks>Equal models, data and requests give equal results, whatever the number of lanes.</remarks>
public sealed record EvaluationResult
{
    /// <summary>The model's task, one of <see cref="Inference.Cards.ModelTasks"/>.</summary>
    public required string Task { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The model that found faces; null where none did.</summary>
    public string? Detector { get; init; }

    /// <summary>The data that were looked at, the split alone; classes as the data number them.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The split; null for every picture.</summary>
    public string? Split { get; init; }

    /// <summary>How many pictures the figures are made of.</summary>
    public required int Images { get; init; }

    /// <summary>Pictures that could not be read, in the data's order; they are in no figure.</summary>
    public required IReadOnlyList<BrokenPicture> Broken { get; init; }

    /// <summary>What a reader must know about the figures, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Which of the model's classes are which of the data's; null for faces that are told apart.</summary>
    public ClassMatch? Match { get; init; }

    /// <summary>Of a classifier; null for other models.</summary>
    public ClassificationFigures? Classification { get; init; }

    /// <summary>The least confidence of what counts for the average precision; null for models that find no objects.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>Of boxes; null for models that give none.</summary>
    public ObjectFigures? Boxes { get; init; }

    /// <summary>Of masks; null for models that give none, and where the data have none.</summary>
    public ObjectFigures? Masks { get; init; }

    /// <summary>Of faces that are told apart; null for other models.</summary>
    public FaceFigures? Faces { get; init; }

    /// <summary>What was said about each picture that was classified, in the data's order.</summary>
    public IReadOnlyList<ClassifiedPicture> Classified { get; init; } = [];

    /// <summary>What was found in each picture, in the data's order.</summary>
    public IReadOnlyList<ExaminedPicture> Examined { get; init; } = [];
}
