namespace ImageAnalytics.Results;

/// <summary>Which finished runs of a pipeline stay. A run stays when either rule keeps it, and the one that <c>latest</c> leads to always does.</summary>
/// <param name="Runs">The newest so many stay; null when their number says nothing.</param>
/// <param name="Days">Those that finished in the last so many times 24 hours stay; null when their age says nothing.</param>
public sealed record RunRetention(int? Runs, int? Days);
