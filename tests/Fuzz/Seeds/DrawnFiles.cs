using ImageAnalytics.Imaging.Tests;
using OpenCvSharp;

namespace ImageAnalytics.Fuzz.Seeds;

/// <summary>Small drawn pictures in every kind of file.</summary>
internal static class DrawnFiles
{
    private const int Width = 20, Height = 14;

    // JPEG 2000 halves a picture five times.
    private const int Wide = 40, High = 36;

    /// <summary>Files of kinds whose name begins with a format's name; all for an empty one.</summary>
    public static IEnumerable<byte[]> Pictures(string format)
    {
        using Mat picture = Picture.Draw(Width, Height), flat = Picture.DrawFlat(Width, Height), large = Picture.Draw(Wide, High);
        List<byte[]> files = [];
        foreach (string kind in Good.All.Where(k => k.StartsWith(format, StringComparison.Ordinal) || (format == "pnm" && k[0] == 'p' && k[1] != 'n')))
        {
            files.Add(Good.File(kind, Good.Flat.Contains(kind) ? flat : kind.StartsWith("jp2", StringComparison.Ordinal) ? large : picture));
        }

        foreach (string kind in Animations.Kinds.Where(k => k.StartsWith(format, StringComparison.Ordinal)))
        {
            DrawnFrame[] frames = DrawnFrame.Draw(1, 3, Width, Height, mayReplace: true);
            files.Add(Animations.Write(kind, frames, Width, Height));
        }

        files.AddRange(Others(format, picture));
        return files;
    }

    /// <summary>Blocks of EXIF facts.</summary>
    public static IEnumerable<byte[]> ExifBlocks()
        => [TiffBlock.Orientation(6), TiffBlock.Exif(new TiffBlock().Short(0x0112, 3).Add(0x010F, 2, 5, "Make\0"u8.ToArray()).Add(0x0110, 2, 6, "Model\0"u8.ToArray()), new TiffBlock().Add(0x9003, 2, 20, "2020:01:02 03:04:05\0"u8.ToArray()).Add(0x9011, 2, 7, "+01:00\0"u8.ToArray()))];

    private static IEnumerable<byte[]> Others(string format, Mat picture)
    {
        byte[] exif = ExifBlocks().Last();
        if (format is "jpeg" or "")
        {
            yield return Files.WithExif(picture.Encode(".jpg"), exif);
            yield return InkJpeg.Write(picture, adobe: true);
        }

        if (format is "tiff" or "")
        {
            yield return TiffBlock.AlphaPicture(picture, 1);
            yield return TiffBlock.Pages([picture, picture]);
        }

        if (format is "webp" or "")
        {
            yield return Files.WebPWithExif(picture.Encode(".webp", (int)ImwriteFlags.WebPQuality, 80), exif, picture.Width, picture.Height);
        }

        if (format is "pnm" or "")
        {
            yield return Files.Pam(picture, grey: false);
        }
    }
}
