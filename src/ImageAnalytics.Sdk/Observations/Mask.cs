namespace ImageAnalytics.Sdk;

/// <summary>A binary mask in COCO's compressed run-length encoding, column by column.</summary>
/// <param name="Width">Columns of the picture that the mask covers.</param>
/// <param name="Height">Rows of the picture that the mask covers.</param>
/// <param name="CompressedRle">The <c>counts</c> text of COCO's compressed form.</param>
/// <param name="Area">Number of pixels set.</param>
public sealed record Mask(int Width, int Height, string CompressedRle, int Area);
