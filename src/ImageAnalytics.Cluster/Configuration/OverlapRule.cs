namespace ImageAnalytics.Cluster.Configuration;

/// <summary>What becomes of a firing while something else stands in its way: an earlier run of the same schedule, or another process that writes to the same output folder.</summary>
public enum OverlapRule
{
    /// <summary>It is refused, and the log says so.</summary>
    Refuse,

    /// <summary>It waits, and runs once the way is free. However many firings come due meanwhile, one is kept.</summary>
    Queue,
}
