namespace ImageAnalytics.Reporting;

/// <summary>A mask as the outline that a page draws.</summary>
/// <param name="Path">SVG path data, whole numbers, filled by the even-odd rule: holes are outlines inside outlines.</param>
/// <param name="Width">Columns of the grid that the numbers count.</param>
/// <param name="Height">Rows of the grid.</param>
internal sealed record MaskOutline(string Path, int Width, int Height);
