namespace ImageAnalytics.Reporting;

/// <summary>Figures for each class.</summary>
/// <param name="Columns">What the columns hold; the first of them is a count, the others are figures.</param>
/// <param name="Rows">A row for each class.</param>
public sealed record EvaluationTable(IReadOnlyList<string> Columns, IReadOnlyList<EvaluationRow> Rows);
