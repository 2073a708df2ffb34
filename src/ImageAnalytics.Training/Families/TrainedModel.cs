using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families;

/// <summary>What came of a training.</summary>
internal sealed record TrainedModel
{
    /// <summary>How the training went.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>The networks.</summary>
    public required IReadOnlyList<TrainedFile> Files { get; init; }

    /// <summary>The card's <c>input</c>, as keys and values of YAML.</summary>
    public required IReadOnlyDictionary<string, object> Input { get; init; }

    /// <summary>The card's <c>output</c>, as keys and values of YAML.</summary>
    public required IReadOnlyDictionary<string, object> Output { get; init; }

    /// <summary>The card's labels; empty where the task has none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What was measured on the validation data.</summary>
    public IReadOnlyList<AccuracyClaim> Accuracy { get; init; } = [];
}
