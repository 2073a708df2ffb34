namespace ImageAnalytics.Cli.Running;

/// <summary>How a run's end is told.</summary>
/// <param name="Json">Whether the last line is a JSON object.</param>
/// <param name="FailOverPercent">The percentage of failed images above which the exit code is 3; null for never.</param>
/// <param name="Notifies">Whether the pipeline's <c>notify</c> is called when an alert fires.</param>
internal sealed record RunPresentation(bool Json, double? FailOverPercent, bool Notifies);
