namespace ImageAnalytics.Results;

/// <summary>How many images have a class of failure.</summary>
/// <param name="Failure">The class.</param>
/// <param name="Images">How many.</param>
public sealed record FailureCount(string Failure, long Images);
