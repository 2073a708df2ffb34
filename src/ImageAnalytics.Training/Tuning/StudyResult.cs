namespace ImageAnalytics.Training.Tuning;

/// <summary>What came of a study.</summary>
/// <param name="Records">Every trial in every round that it reached.</param>
/// <param name="Unchanged">What is not changed, in the last round.</param>
/// <param name="Best">The best of the last round.</param>
internal sealed record StudyResult(IReadOnlyList<TrialRecord> Records, TrialRecord Unchanged, TrialRecord Best);
