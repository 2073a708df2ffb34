namespace ImageAnalytics.Reporting;

/// <summary>How many images a run covered, and what became of them.</summary>
/// <param name="Images">All images of the listing: <paramref name="New"/> plus <paramref name="Reused"/>.</param>
/// <param name="New">Images for which something was computed in this run.</param>
/// <param name="Reused">Images whose results stood in the store already.</param>
/// <param name="Partial">Images with a result and a failure; part of <paramref name="Images"/>.</param>
/// <param name="Failed">Images without a result; part of <paramref name="Images"/>.</param>
/// <param name="Observations">Observations of all steps.</param>
public sealed record ReportCounts(long Images, long New, long Reused, long Partial, long Failed, long Observations);
