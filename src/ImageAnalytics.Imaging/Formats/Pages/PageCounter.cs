namespace ImageAnalytics.Imaging;

/// <summary>Counts the pages or frames of a file from its structure, without decoding. Safe on several threads at once for different streams.</summary>
public static class PageCounter
{
    /// <summary>Counts.</summary>
    /// <param name="file">The file, from its beginning; must be able to seek. Borrowed; its position is changed.</param>
    /// <returns>
    /// At least 1. Of a file with more pages than are looked at (10,000, and of an animation fewer when its frames are large), one more than
    /// those: opening that page tells so. What is damaged ends the count; it is never thrown for.
    /// </returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <remarks>Reads the first 4 KB of a file that cannot have several pages, and no more than the structure of one that can.</remarks>
    public static int Count(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Count(PageBytes.Of(file));
    }

    internal static int Count(PageBytes bytes)
    {
        ImageFormat format = ImageFormats.Detect(bytes.Head());
        return format == ImageFormat.Tiff
            ? Math.Max(1, TiffPages.Find(bytes, PageLimit.Pages + 1).Count)
            : Animation.Find(bytes, format) is { } animation ? Math.Min(animation.Pages, animation.MostPages + 1) : 1;
    }
}
