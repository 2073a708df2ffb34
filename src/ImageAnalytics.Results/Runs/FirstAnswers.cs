namespace ImageAnalytics.Results.Runs;

/// <summary>How often a label was the first of a classifier's answers, where it was a later one as well.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Label">The label.</param>
/// <param name="Count">How often.</param>
internal sealed record FirstAnswers(string Step, string Label, long Count);
