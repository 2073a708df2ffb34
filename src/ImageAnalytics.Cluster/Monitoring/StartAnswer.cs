namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>What came of a person's wish to start something.</summary>
public enum StartAnswer
{
    /// <summary>It starts as soon as it has its turn.</summary>
    Started,

    /// <summary>There is no such schedule, or it is switched off.</summary>
    Unknown,

    /// <summary>A run of the schedule goes on or waits already.</summary>
    Active,
}
