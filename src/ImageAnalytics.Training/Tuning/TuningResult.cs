namespace ImageAnalytics.Training.Tuning;

/// <summary>What came of tuning.</summary>
public sealed record TuningResult
{
    /// <summary>What was tuned, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is: <c>recipe</c> or <c>pipeline</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The figure that was made large.</summary>
    public required string Figure { get; init; }

    /// <summary>What was tuned, in the order of the tune file.</summary>
    public required IReadOnlyList<TuneParameter> Parameters { get; init; }

    /// <summary>Every trial in every round that it reached; trial 0 is what is not changed.</summary>
    public required IReadOnlyList<TrialRecord> Records { get; init; }

    /// <summary>The best trial, in the last round.</summary>
    public required TrialRecord Best { get; init; }

    /// <summary>The figure of what is not changed on pictures that no trial saw; null where it failed.</summary>
    public required double? Before { get; init; }

    /// <summary>The figure of the best trial on pictures that no trial saw.</summary>
    public required double After { get; init; }

    /// <summary>How many pictures trials were compared with.</summary>
    public required int TunePictures { get; init; }

    /// <summary>How many pictures no trial saw.</summary>
    public required int HeldOutPictures { get; init; }

    /// <summary>The file with the best values.</summary>
    public required string File { get; init; }

    /// <summary>What a reader must know about the figures, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many trials there were, what is not changed among them.</summary>
    public int Trials => Records.Select(r => r.Number).Distinct().Count();
}
