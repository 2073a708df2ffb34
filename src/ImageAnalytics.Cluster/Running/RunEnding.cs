namespace ImageAnalytics.Cluster.Running;

/// <summary>What came of a scheduled run.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Text">The summary line that scripts know, when it finished; else what happened, in whole sentences.</param>
public sealed record RunEnding(RunEnd End, string Text)
{
    /// <summary>The name that the run's pipeline gives itself; null when it did not come so far.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Calls the command of the run's alerts, once the run is booked as ended; says why that did not work. Null when nothing is to be called.</summary>
    public Func<Task<string?>>? Notify { get; init; }

    /// <summary>The folder of the run that it left; null when it did not finish.</summary>
    public string? RunFolder { get; init; }
}
