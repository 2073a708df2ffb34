namespace ImageAnalytics.Results.Repeats;

/// <summary>What was found again and again in a run.</summary>
/// <param name="Options">What counted as that.</param>
/// <param name="Places">Boxes that were found again and again.</param>
/// <param name="Suppressed">Observations that are left out of the results for it, those found on such boxes included.</param>
public sealed record RepeatCounts(RepeatOptions Options, long Places, long Suppressed);
