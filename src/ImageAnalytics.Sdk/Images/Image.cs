namespace ImageAnalytics.Sdk;

/// <summary>A picture file, or one page of a file with several, with its identity. Sizes are those of the upright picture at full scale.</summary>
/// <param name="Path">Where it was found, relative to the input folder, for messages only.</param>
/// <param name="ContentHash">
/// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits; for a page after the first, of that text and the page's number.
/// </param>
/// <param name="Width">Columns at full scale, after EXIF orientation is applied.</param>
/// <param name="Height">Rows at full scale, after EXIF orientation is applied.</param>
public sealed record Image(string Path, string ContentHash, int Width, int Height);
