namespace ImageAnalytics.Training.Tuning;

/// <summary>What a store of trials belongs to.</summary>
internal sealed record StudyFacts
{
    /// <summary>A hash of all that decides about scores.</summary>
    public string Identity { get; init => field = value ?? ""; } = "";

    /// <summary>Which version of training scored its trials; 0 where nothing trains, and of versions that did not say.</summary>
    public int Revision { get; init; }

    /// <summary>What is tuned, for people.</summary>
    public string Of { get; init => field = value ?? ""; } = "";

    /// <summary>The figure, for people.</summary>
    public string Figure { get; init => field = value ?? ""; } = "";
}
