namespace ImageAnalytics.Results.Comparing;

/// <summary>What differs between two runs, in figures.</summary>
public sealed record RunComparison
{
    /// <summary>The earlier run.</summary>
    public required RunSide Before { get; init; }

    /// <summary>The later run.</summary>
    public required RunSide After { get; init; }

    /// <summary>Images that both runs have under the same path.</summary>
    public required long Common { get; init; }

    /// <summary>How many images differ, by what differs; an image counts once, under the first of <see cref="ImageChange"/> that holds.</summary>
    public required IReadOnlyDictionary<ImageChange, long> Images { get; init; }

    /// <summary>Images of both runs that failed in the later one only.</summary>
    public required long FailedNow { get; init; }

    /// <summary>Images of both runs that failed in the earlier one only.</summary>
    public required long FailedBefore { get; init; }

    /// <summary>The pairs of steps.</summary>
    public required IReadOnlyList<StepComparison> Steps { get; init; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => Images.Values.All(n => n == 0) && Steps.All(s => s.Labels.All(l => l.Difference == 0));
}
