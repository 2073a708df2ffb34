namespace ImageAnalytics.Reporting;

/// <summary>A made picture as the page shows it.</summary>
/// <param name="Made">The picture.</param>
/// <param name="Thumbnail">Its thumbnail; null when its file cannot be shown.</param>
/// <param name="Address">The address of its file relative to the page; null when that is gone.</param>
public sealed record MadeThumbnail(ReportMade Made, Thumbnail? Thumbnail, string? Address);
