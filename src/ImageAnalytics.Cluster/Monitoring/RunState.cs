using ImageAnalytics.Cluster.Running;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>A scheduled run as it was at one moment.</summary>
public sealed record RunState
{
    /// <summary>Its id: the schedule's name and the time of its start.</summary>
    public required string Id { get; init; }

    /// <summary>The schedule's name.</summary>
    public required string Schedule { get; init; }

    /// <summary>The pipeline, as the schedule names it.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The folder of the finished run whose failures it tries again; null for a run over the folders.</summary>
    public string? RetryOf { get; init; }

    /// <summary>How far it is.</summary>
    public required RunPhase Phase { get; init; }

    /// <summary>Whether it was told to stop.</summary>
    public bool IsStopping { get; init; }

    /// <summary>When its firing began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How it ended; null while it goes on.</summary>
    public RunEnd? End { get; init; }

    /// <summary>What it said at its end.</summary>
    public string EndText { get; init; } = "";

    /// <summary>The folder of the run that it left; null when it did not finish.</summary>
    public string? RunFolder { get; init; }

    /// <summary>Files found so far, while it lists.</summary>
    public long Listed { get; init; }

    /// <summary>Images in the listing.</summary>
    public long Images { get; init; }

    /// <summary>Images with something left to do when it began.</summary>
    public long Pending { get; init; }

    /// <summary>Images finished.</summary>
    public long Done { get; init; }

    /// <summary>Images a second; 0 while that cannot be told yet.</summary>
    public double Rate { get; init; }

    /// <summary>The time that the rest will take; null while that cannot be told yet.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>How many images failed, by class.</summary>
    public IReadOnlyDictionary<string, long> Failures { get; init; } = new Dictionary<string, long>();

    /// <summary>The last of them, the newest first.</summary>
    public IReadOnlyList<SeenFailure> LastFailures { get; init; } = [];

    /// <summary>The last things that a person should know, the newest first.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
