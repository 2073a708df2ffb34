namespace ImageAnalytics.Engine.Verifying;

/// <summary>An image that cannot be verified any more.</summary>
/// <param name="Path">The image.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedImage(string Path, string Reason);
