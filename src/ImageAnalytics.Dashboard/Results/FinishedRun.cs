using ImageAnalytics.Results;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>What the page of a finished run shows.</summary>
public sealed record FinishedRun
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>What it answers, as its pipeline says; hostile text.</summary>
    public string Problem { get; init; } = "";

    /// <summary>When it finished.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>Its figures.</summary>
    public required RunCounts Counts { get; init; }

    /// <summary>How many images failed, by class.</summary>
    public required IReadOnlyList<FailureCount> Failures { get; init; }

    /// <summary>The tables, as files of the run's folder.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>Report and slides, as files of the run's folder with what they are.</summary>
    public required IReadOnlyList<(string File, string Name)> Documents { get; init; }
}
