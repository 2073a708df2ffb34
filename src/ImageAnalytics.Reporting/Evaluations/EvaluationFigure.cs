namespace ImageAnalytics.Reporting;

/// <summary>A figure of an evaluation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">0 to 1; null where it does not apply.</param>
public sealed record EvaluationFigure(string Name, double? Value);
