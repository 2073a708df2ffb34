namespace ImageAnalytics.Results.Evaluation;

/// <summary>A detection as the precision curve sees it.</summary>
internal readonly record struct ScoredOutcome(double Confidence, MatchOutcome Outcome);
