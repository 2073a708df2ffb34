namespace ImageAnalytics.Reporting;

/// <summary>The figures of one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Count">How many pictures or objects of it there are.</param>
/// <param name="Figures">0 to 1 each; null where one does not apply.</param>
public sealed record EvaluationRow(string Name, int Count, IReadOnlyList<double?> Figures);
