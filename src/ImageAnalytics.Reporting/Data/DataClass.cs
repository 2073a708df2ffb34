namespace ImageAnalytics.Reporting.Data;

/// <summary>A class with its counts.</summary>
/// <param name="Name">The class.</param>
/// <param name="BySplit">Its counts in the order of the splits.</param>
public sealed record DataClass(string Name, IReadOnlyList<int> BySplit);
