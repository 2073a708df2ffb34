namespace ImageAnalytics.Engine.Verifying;

/// <summary>A step whose findings on an image are not those that the run recorded.</summary>
/// <param name="Path">The image.</param>
/// <param name="Step">The step's id.</param>
/// <param name="Recorded">How many findings the run recorded.</param>
/// <param name="Found">How many there are now.</param>
/// <param name="Confidence">Largest difference of confidence between findings that are the same thing; null when some have no partner or another label.</param>
public sealed record Drift(string Path, string Step, int Recorded, int Found, double? Confidence);
