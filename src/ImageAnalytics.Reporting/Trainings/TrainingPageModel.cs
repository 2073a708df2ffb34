namespace ImageAnalytics.Reporting;

/// <summary>Everything that the page of a training shows. Equal models give byte-equal pages.</summary>
/// <remarks>Immutable. Texts may come from anyone: all are encoded when the page is made.</remarks>
public sealed record TrainingPageModel
{
    /// <summary>The model's name.</summary>
    public required string Title { get; init; }

    /// <summary>The question that the model answers.</summary>
    public required string Problem { get; init; }

    /// <summary>The kind of model.</summary>
    public required string Family { get; init; }

    /// <summary>Passes over the data in all; fewer are done while it trains or when it stopped early.</summary>
    public required int Epochs { get; init; }

    /// <summary>What decided about all that is random.</summary>
    public required int Seed { get; init; }

    /// <summary>The pass with the best weights, from 1; 0 before the first validation.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>How long it trained so far.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The recipe's text.</summary>
    public required string Recipe { get; init; }

    /// <summary>What was left out of the data or mended in them, a line for each kind.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What was measured in each pass, in order.</summary>
    public required IReadOnlyList<TrainingPass> Passes { get; init; }
}
