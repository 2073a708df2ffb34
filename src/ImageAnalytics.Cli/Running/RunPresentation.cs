namespace ImageAnalytics.Cli.Running;

/// <summary>How a run's end is told.</summary>
/// <param name="Json">Whether the last line is a JSON object.</param>
/// <param name="FailOverPercent">The percentage of failed images above which the exit code is 3; null for never.</param>
internal sealed record RunPresentation(bool Json, double? FailOverPercent);
