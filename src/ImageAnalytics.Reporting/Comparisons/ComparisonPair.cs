using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>An image that differs, as both runs have it.</summary>
/// <param name="Sampled">What differs.</param>
/// <param name="Before">The earlier run's picture with what was found in it; null when that run does not have it under this path.</param>
/// <param name="After">The later run's.</param>
public sealed record ComparisonPair(SampledDifference Sampled, ReportPicture? Before, ReportPicture? After);
