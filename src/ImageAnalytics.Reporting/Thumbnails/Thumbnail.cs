namespace ImageAnalytics.Reporting;

/// <summary>A thumbnail that was written.</summary>
/// <param name="Source">Its address relative to the page.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public sealed record Thumbnail(string Source, int Width, int Height);
