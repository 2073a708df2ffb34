namespace ImageAnalytics.Reporting.Charts;

/// <summary>A chart of the front page.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same for those who do not see it, with the figures that matter.</param>
/// <param name="Link">The page with its numbers and pictures.</param>
/// <param name="Light">Its file for light pages.</param>
/// <param name="Dark">Its file for dark pages.</param>
public sealed record ReportChart(string Title, string Description, string Link, string Light, string Dark);
