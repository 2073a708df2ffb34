namespace ImageAnalytics.Reporting;

/// <summary>How many images a run covered, and what became of them. What was new is left out: equal results give an equal report.</summary>
/// <param name="Images">All images of the listing: <paramref name="Ok"/> plus <paramref name="Partial"/> plus <paramref name="Failed"/>.</param>
/// <param name="Ok">Images on which every step succeeded.</param>
/// <param name="Partial">Images with a result and a failure.</param>
/// <param name="Failed">Images without a result.</param>
/// <param name="Observations">Observations of all steps.</param>
public sealed record ReportCounts(long Images, long Ok, long Partial, long Failed, long Observations);
