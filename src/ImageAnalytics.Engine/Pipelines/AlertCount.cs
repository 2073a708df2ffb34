namespace ImageAnalytics.Engine.Pipelines;

/// <summary>What an alert counts.</summary>
public enum AlertCount
{
    /// <summary>What a step found.</summary>
    Observations,

    /// <summary>Images: those in which the step found something, or all.</summary>
    Images,

    /// <summary>Images that failed, wholly or in a step.</summary>
    Failures,
}
