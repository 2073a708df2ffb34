namespace ImageAnalytics.Engine.Verifying;

/// <summary>What came of computing a sample of a run again.</summary>
public sealed record Verification
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>How many images were computed again.</summary>
    public required int Checked { get; init; }

    /// <summary>Images of the sample whose file is gone or has another content now.</summary>
    public required IReadOnlyList<SkippedImage> Skipped { get; init; }

    /// <summary>Steps that are not what they were, each with what changed: plugin, model, options, or what they read.</summary>
    public required IReadOnlyList<string> ChangedSteps { get; init; }

    /// <summary>What was found otherwise, by image and step.</summary>
    public required IReadOnlyList<Drift> Drifts { get; init; }

    /// <summary>Whether everything that could be checked is as it was recorded.</summary>
    public bool Holds => Drifts.Count == 0 && ChangedSteps.Count == 0;
}
