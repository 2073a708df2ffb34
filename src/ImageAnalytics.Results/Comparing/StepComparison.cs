namespace ImageAnalytics.Results.Comparing;

/// <summary>What two steps found on the images of two runs.</summary>
public sealed record StepComparison
{
    /// <summary>The steps.</summary>
    public required StepPair Steps { get; init; }

    /// <summary>The earlier step's models, joined with ' + '.</summary>
    public required string ModelBefore { get; init; }

    /// <summary>The later step's models, joined with ' + '.</summary>
    public required string ModelAfter { get; init; }

    /// <summary>Whether both steps are the same in plugin, models and options, so that the same picture has the same findings.</summary>
    public required bool SameStep { get; init; }

    /// <summary>How often each label was found in the whole of either run; the largest change first, then by kind and label.</summary>
    public required IReadOnlyList<LabelChange> Labels { get; init; }

    /// <summary>Things, in images of both runs, that only the later step found.</summary>
    public required long Appeared { get; init; }

    /// <summary>Things, in images of both runs, that only the earlier step found.</summary>
    public required long Gone { get; init; }

    /// <summary>Things that both found and call otherwise.</summary>
    public required long Relabelled { get; init; }

    /// <summary>Things that both found under one label, with a confidence that differs.</summary>
    public required long Confidence { get; init; }

    /// <summary>
    /// What one step calls what the other calls so, over the things in images of both runs: two models, or one step on what lay there
    /// then and lies there now. The most frequent first, then by label.
    /// </summary>
    public required IReadOnlyList<AgreementCell> Agreement { get; init; }

    /// <summary>Share of the things of <see cref="Agreement"/> that both found under one label, 0 to 1; null without things.</summary>
    public double? AgreementShare
        => Agreement.Sum(c => c.Count) is > 0 and long all ? Agreement.Where(c => c.Before is not null && c.Before == c.After).Sum(c => c.Count) / (double)all : null;
}
