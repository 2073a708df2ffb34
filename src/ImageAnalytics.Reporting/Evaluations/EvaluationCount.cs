namespace ImageAnalytics.Reporting;

/// <summary>How many of a kind there are.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Count">How many.</param>
/// <param name="Meaning">What the kind is, in a sentence.</param>
/// <param name="Good">Whether many of them are good.</param>
public sealed record EvaluationCount(string Name, int Count, string Meaning, bool Good = false);
