namespace ImageAnalytics.Results.Comparing;

/// <summary>How often two steps called one thing so and so.</summary>
/// <param name="Before">The label of the earlier run's step; null when it did not find the thing.</param>
/// <param name="After">The label of the later run's step; null when it did not find the thing.</param>
/// <param name="Count">How many things.</param>
public sealed record AgreementCell(string? Before, string? After, long Count);
