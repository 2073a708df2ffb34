namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>How far a scheduled run is.</summary>
public enum RunPhase
{
    /// <summary>Something else has its turn.</summary>
    Waiting,

    /// <summary>Folders are being listed and compared with the store.</summary>
    Listing,

    /// <summary>Images are being looked at.</summary>
    Working,

    /// <summary>All images are finished; results and report are being written.</summary>
    Writing,

    /// <summary>It has ended.</summary>
    Ended,
}
