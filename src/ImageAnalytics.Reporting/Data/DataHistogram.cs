namespace ImageAnalytics.Reporting.Data;

/// <summary>A histogram.</summary>
/// <param name="Title">What is counted, with its unit.</param>
/// <param name="From">The least value, as text.</param>
/// <param name="To">The greatest value, as text.</param>
/// <param name="Median">The middle value, as text.</param>
/// <param name="Counts">How many values are in each of equal steps.</param>
public sealed record DataHistogram(string Title, string From, string To, string Median, IReadOnlyList<int> Counts);
