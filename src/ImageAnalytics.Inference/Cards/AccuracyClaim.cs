namespace ImageAnalytics.Inference.Cards;

/// <summary>An accuracy that was measured.</summary>
/// <param name="Metric">What was measured, such as <c>top-1</c>.</param>
/// <param name="Value">The figure, in the metric's own unit.</param>
/// <param name="Data">The data it was measured on.</param>
/// <param name="By">Who measured it.</param>
public sealed record AccuracyClaim(string Metric, double Value, string Data, string By);
