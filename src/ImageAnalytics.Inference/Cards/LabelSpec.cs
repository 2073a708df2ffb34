namespace ImageAnalytics.Inference.Cards;

/// <summary>Where the names of the classes are.</summary>
public sealed record LabelSpec
{
    /// <summary>Name of a file of the model; null when they stand on the card.</summary>
    public string? File { get; init; }

    /// <summary>How that file is written.</summary>
    public LabelFormat Format { get; init; }

    /// <summary>The labels on the card; empty when they are in a file.</summary>
    public IReadOnlyList<string> Inline { get; init; } = [];
}
