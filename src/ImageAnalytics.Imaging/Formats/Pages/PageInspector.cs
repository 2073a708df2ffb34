using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging;

/// <summary>Looks at one later page or frame of a file.</summary>
internal static class PageInspector
{
    /// <summary>Looks at the page.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="page">The page, from 2.</param>
    /// <param name="cache">Keeps the structure of an animation; null to find it anew.</param>
    public static Inspection Inspect(ReadOnlyMemory<byte> bytes, int page, PageCache? cache)
    {
        ImageFormat format = ImageFormats.Detect(bytes.Span);
        if (format == ImageFormat.Tiff)
        {
            List<long> pages = TiffPages.Find(PageBytes.Of(bytes), PageLimit.Pages + 1);
            return Refuse(format, page, pages.Count, PageLimit.Pages) ?? TiffInspector.InspectPage(bytes.Span, pages[page - 1]);
        }

        using PageCache own = new();
        PageCache used = cache ?? own;
        Animation? animation = used.Player(bytes, format)?.Animation;
        return Refuse(format, page, animation?.Pages ?? 1, animation?.MostPages ?? 1) ?? InspectFrame(used.Whole(bytes), animation!);
    }

    private static Inspection? Refuse(ImageFormat format, int page, int pages, int mostPages)
    {
        Inspection refused = new(format);
        if (page > pages)
        {
            refused.Fail(FailureClasses.Vanished, $"The file has no page {page} any more: it was changed after it was listed.");
            return refused;
        }

        if (page > mostPages)
        {
            refused.Fail(
                FailureClasses.TooLarge,
                $"The {ImageFormats.NameOf(format)} file has more than {mostPages} pages of its size; the first {mostPages} are looked at, and the others are not. Split it into several files.");
            return refused;
        }

        return null;
    }

    /// <summary>A frame has the size and the turn of the whole animation.</summary>
    private static Inspection InspectFrame(Inspection whole, Animation animation)
    {
        Inspection found = new(animation.Format) { Exif = whole.Exif, Orientation = whole.Orientation, Pages = animation.Pages, HasAlpha = true };
        found.SetSize(animation.Width, animation.Height);
        return found;
    }
}
