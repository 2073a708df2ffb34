namespace ImageAnalytics.Reporting;

/// <summary>Everything that the page of a tuning shows. Immutable; texts may come from anyone and are encoded when the page is made.</summary>
public sealed record TuningModel
{
    /// <summary>The headline.</summary>
    public required string Title { get; init; }

    /// <summary>The question, in one line.</summary>
    public required string Subtitle { get; init; }

    /// <summary>The name of the figure that is made large; figures are 0 to 1.</summary>
    public required string Figure { get; init; }

    /// <summary>The figure before, on pictures that no trial saw; null where there is none.</summary>
    public required double? Before { get; init; }

    /// <summary>The figure afterwards, on the same pictures.</summary>
    public required double After { get; init; }

    /// <summary>The number of the best trial.</summary>
    public required int Best { get; init; }

    /// <summary>Its figure on the pictures that trials were compared with.</summary>
    public required double BestScore { get; init; }

    /// <summary>What a reader must know about the figures, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What was tuned.</summary>
    public required IReadOnlyList<TuningParameter> Parameters { get; init; }

    /// <summary>The trials in order of their numbers; 0 is what is not changed.</summary>
    public required IReadOnlyList<TuningTrial> Trials { get; init; }
}
