namespace ImageAnalytics.Reporting.Charts;

/// <summary>A chart with a place for each run, from left to right.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same for those who do not see it, with the figures that matter.</param>
/// <param name="Light">Its file for light pages.</param>
/// <param name="Dark">Its file for dark pages.</param>
/// <param name="Legend">What is drawn, each with the number of its colour.</param>
public sealed record TrendChart(string Title, string Description, string Light, string Dark, IReadOnlyList<(string Name, int Colour)> Legend);
