namespace ImageAnalytics.Results.Statistics;

/// <summary>How often a label was found now and in an earlier run.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Label">The label.</param>
/// <param name="Id">The label's number in this run; null when it was not found.</param>
/// <param name="Before">Observations in the earlier run, of a classifier's answers the first alone.</param>
/// <param name="Now">Observations in this run, counted likewise.</param>
public sealed record LabelChange(string Step, string Label, int? Id, long Before, long Now);
