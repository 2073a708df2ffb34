namespace ImageAnalytics.Results.Statistics;

/// <summary>How many images were taken on a day, by what the camera wrote.</summary>
/// <param name="Day">The day, <c>yyyy-MM-dd</c>.</param>
/// <param name="Images">How many.</param>
public sealed record DayCount(string Day, long Images);
