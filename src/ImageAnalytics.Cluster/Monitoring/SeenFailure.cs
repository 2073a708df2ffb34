namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>An image that failed while a run went on. All three come from pictures and file names: hostile text.</summary>
/// <param name="Path">The image, as results name it.</param>
/// <param name="Failure">The class of failure.</param>
/// <param name="Message">What happened.</param>
public sealed record SeenFailure(string Path, string Failure, string Message);
