using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Fuzz.Seeds;
using ImageAnalytics.Imaging;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>Headers, pages, damage checks and EXIF facts of pictures.</summary>
internal static class PictureTargets
{
    private const int MostPages = 8;

    // Decoding is other people's native code: small pictures do.
    private static readonly ImageLimits s_decoded = new() { MaxPixels = 65_536 };

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Format("jpeg", "Exif\0\0", "JFIF\0", "Adobe"),
        Format("png", "IHDR", "IDAT", "IEND", "acTL", "fcTL", "fdAT", "eXIf", "tRNS", "PLTE"),
        Format("tiff", "II*\0", "MM\0*", "II+\0", "MM\0+"),
        Format("webp", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ANIM", "ANMF", "ALPH", "EXIF"),
        Format("gif", "GIF89a", "GIF87a", "NETSCAPE2.0"),
        Format("bmp", "BM"),
        Format("pnm", "P1\n", "P4\n", "P6 ", "P7\n", "WIDTH", "HEIGHT", "DEPTH", "MAXVAL", "TUPLTYPE", "ENDHDR\n", "# ", "255\n"),
        Format("jp2", "jP  ", "jp2h", "ihdr", "jp2c", "ftyp", "heic", "avif", "8BPS", "<svg", "<?xml", "#?RGBE", "IIU\0"),
        new FuzzTarget("exif", i => ExifReader.Read(i)) { Seeds = DrawnFiles.ExifBlocks, Tokens = Words.Of("II*\0", "MM\0*", "2020:01:02 03:04:05", "+01:00", "\u0087\u0069") },
        new FuzzTarget("decode", Decode) { Allowed = [typeof(ImageDecodeException)], Seeds = () => DrawnFiles.Pictures(""), Share = 0.2, MaxBytes = 3000 },
    ];

    private static FuzzTarget Format(string name, params string[] words)
        => new(name, Look) { Seeds = () => DrawnFiles.Pictures(name), Tokens = [.. Words.Of(words), [0xFF, 0xD8], [0xFF, 0xDA], [0xFF, 0xC0], [0xFF, 0xC2], [0xFF, 0xE1], [0x21, 0xF9, 4], [0x2C], [0x3B]] };

    // All that is done with a file before it is decoded.
    private static void Look(byte[] input)
    {
        ImageFile first = ImageFile.Open(input, ImageLimits.Default);
        _ = (first.Failure ?? first.Damage)?.Message;
        int pages = PageCounter.Count(new MemoryStream(input, writable: false));
        using PageCache cache = new();
        for (int page = 2; page <= Math.Min(pages, MostPages); page++)
        {
            ImageFile.OpenPage(input, ImageLimits.Default, page, cache);
        }

        if (pages > MostPages)
        {
            ImageFile.OpenPage(input, ImageLimits.Default, pages);
        }

        if (first.Header is { } header)
        {
            ImageFile.ReductionFor(header, new InputSize(64, 32));
        }
    }

    private static void Decode(byte[] input)
    {
        using PageCache cache = new();
        for (int page = 1; page <= Math.Min(PageCounter.Count(new MemoryStream(input, writable: false)), 3); page++)
        {
            ImageFile file = ImageFile.OpenPage(input, s_decoded, page, cache);
            using DecodedImage plain = file.Decode(file.Reductions[^1]);
            using DecodedImage laid = file.Decode(1, new BackgroundColour(1, 2, 3));
        }
    }
}
