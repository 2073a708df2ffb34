namespace ImageAnalytics.Results;

/// <summary>A listed file that has no content hash because it could not be read. Holds for this run only.</summary>
/// <param name="Ordinal">Its place in the listing.</param>
/// <param name="Failure">The class of failure.</param>
/// <param name="Message">What happened, in whole sentences.</param>
public sealed record FileFailure(long Ordinal, string Failure, string Message);
