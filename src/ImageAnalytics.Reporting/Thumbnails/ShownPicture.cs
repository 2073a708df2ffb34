namespace ImageAnalytics.Reporting;

/// <summary>A picture of a report with the files that were made of it.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Small">As it is shown among others; null when there is nothing to show.</param>
/// <param name="Large">As it is shown alone; null when there is none, or no room for it.</param>
/// <param name="Made">The pictures that steps made of it and that are shown.</param>
internal sealed record ShownPicture(ReportPicture Picture, Thumbnail? Small, Thumbnail? Large, IReadOnlyList<MadeThumbnail> Made);
