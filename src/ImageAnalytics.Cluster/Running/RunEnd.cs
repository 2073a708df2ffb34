namespace ImageAnalytics.Cluster.Running;

/// <summary>How a scheduled run ended.</summary>
public enum RunEnd
{
    /// <summary>It finished; failed images, if any, are recorded and counted.</summary>
    Finished,

    /// <summary>It finished, and an alert of its pipeline fired.</summary>
    Alerted,

    /// <summary>It was stopped. What was finished is kept, and the next run goes on from there.</summary>
    Stopped,

    /// <summary>Another process writes to the output folder. Nothing was started.</summary>
    Busy,

    /// <summary>It could not be started as asked. Nothing was started.</summary>
    Refused,

    /// <summary>It could not finish. What was finished is kept.</summary>
    Failed,
}
