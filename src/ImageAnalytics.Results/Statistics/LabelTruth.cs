namespace ImageAnalytics.Results.Statistics;

/// <summary>How a label of a step compares with what is known to be true, in the images of which that is known.</summary>
/// <param name="Label">The label, by <see cref="LabelStatistics.Id"/>.</param>
/// <param name="Marked">How many there are in truth.</param>
/// <param name="Right">Observations that found one of them which nothing surer had found, by confidence.</param>
/// <param name="Wrong">The others, by confidence.</param>
/// <remarks>
/// Precision at a threshold is right / (right + wrong) from its bin on, recall right / marked. A higher threshold takes away the least sure
/// first, and what is matched to which object depends on surer ones alone, so that one matching serves every threshold.
/// </remarks>
public sealed record LabelTruth(int Label, long Marked, ConfidenceHistogram Right, ConfidenceHistogram Wrong);
