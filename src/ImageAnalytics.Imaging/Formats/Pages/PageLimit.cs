namespace ImageAnalytics.Imaging;

/// <summary>
/// How many pages of one file are looked at. A small file can announce a million, and the frames of an animation must all be drawn to see
/// the last.
/// </summary>
internal static class PageLimit
{
    /// <summary>Of any file.</summary>
    public const int Pages = 10_000;

    /// <summary>Of an animation, all pages together.</summary>
    private const long Pixels = 4_000_000_000;

    public static int Of(ImageFormat format, long width, long height)
        => format == ImageFormat.Tiff ? Pages : (int)Math.Clamp(Pixels / Math.Max(1, width * height), 1, Pages);
}
