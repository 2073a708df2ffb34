using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>One of two runs, as the head of the page shows it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Inputs">The folders that it scanned.</param>
/// <param name="Models">The models that ran, each with its version.</param>
public sealed record ComparisonSide(RunSide Run, IReadOnlyList<string> Inputs, IReadOnlyList<string> Models);
