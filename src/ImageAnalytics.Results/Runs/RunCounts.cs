namespace ImageAnalytics.Results;

/// <summary>The figures of a run. <c>Images = New + Reused = Ok + Partial + Failed</c>.</summary>
/// <param name="Images">Files in the listing.</param>
/// <param name="New">Files for which this run computed or tried something.</param>
/// <param name="Reused">The others.</param>
/// <param name="Ok">Files with status ok.</param>
/// <param name="Partial">Files with status partial.</param>
/// <param name="Failed">Files with status failed.</param>
/// <param name="Observations">Observations in the results of the run.</param>
public sealed record RunCounts(long Images, long New, long Reused, long Ok, long Partial, long Failed, long Observations);
