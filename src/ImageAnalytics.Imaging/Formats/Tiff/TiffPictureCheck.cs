using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>Looks at a TIFF's picture data for what OpenCV passes over in silence. Called after decoding.</summary>
internal static class TiffPictureCheck
{
    private const int JpegCompression = 7;

    /// <summary>What is wrong; null when nothing is.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="found">What the walk found.</param>
    /// <param name="stored">The decoded 8-bit picture; borrowed.</param>
    public static ImageFailure? Damage(ReadOnlySpan<byte> bytes, Inspection found, Mat stored)
    {
        TiffBytes tiff = new(bytes);
        TiffDirectory page = found.Tiff!;
        if (tiff.Value(page, TiffTags.Compression, 1) == JpegCompression)
        {
            return JpegDamage(bytes, tiff, page);
        }

        return tiff.Value(page, TiffTags.BitsPerSample, 1) == 16 && Maximum(stored) == 0 ? DarkDamage(bytes) : null;
    }

    /// <summary>Each strip or tile is a JPEG without its tables (TIFF Technical Note 2); the decoder for JPEG files tells what is wrong with it.</summary>
    private static ImageFailure? JpegDamage(ReadOnlySpan<byte> bytes, TiffBytes tiff, TiffDirectory page)
    {
        bool tiled = page.Has(TiffTags.TileOffsets);
        if (page.Find(tiled ? TiffTags.TileOffsets : TiffTags.StripOffsets) is not { IsWhole: true } offsets
            || page.Find(tiled ? TiffTags.TileByteCounts : TiffTags.StripByteCounts) is not { IsWhole: true } counts)
        {
            return null;
        }

        ReadOnlySpan<byte> tables = page.Find(TiffTags.JpegTables) is { } entry ? bytes.Slice((int)entry.Offset, (int)entry.Count) : [];
        for (ulong i = 0; i < Math.Min(offsets.Count, counts.Count); i++)
        {
            ReadOnlySpan<byte> part = bytes.Slice((int)tiff.Value(offsets, i), (int)tiff.Value(counts, i));
            byte[] whole = Join(tables, part);
            Inspection found = JpegInspector.Inspect(whole);
            if ((found.Failure ?? found.Damage ?? DecodeDamage(whole, found)) is { } damage)
            {
                return new ImageFailure(damage.Class, $"Strip or tile {i} of the TIFF file holds a faulty JPEG. {damage.Message}");
            }
        }

        return null;
    }

    private static ImageFailure? DecodeDamage(byte[] jpeg, Inspection found)
    {
        try
        {
            JpegDecoder.Decode(jpeg, found, 1, out ImageFailure? damage).Dispose();
            return damage;
        }
        catch (ImageDecodeException e)
        {
            return e.Failure;
        }
    }

    private static byte[] Join(ReadOnlySpan<byte> tables, ReadOnlySpan<byte> part)
        => tables.Length > 4 && part.Length > 2 ? [.. tables[..^2], .. part[2..]] : part.ToArray();

    /// <summary>Small samples in 16-bit words leave nothing in the upper eight bits, and no model can work with black: it must be said.</summary>
    private static ImageFailure? DarkDamage(ReadOnlySpan<byte> bytes)
    {
        using Mat deep = Cv2.ImDecode(bytes, ImreadModes.Color | ImreadModes.AnyDepth | ImreadModes.IgnoreOrientation);
        double maximum = deep.Empty() ? 0 : Maximum(deep);
        return maximum == 0 ? null : new ImageFailure(
            FailureClasses.Unsupported,
            $"The samples of the TIFF file have 16 bits but reach only {maximum} of 65535, so the picture is black in 8 bits. "
            + "Scale the samples to the full range, or convert the file to 8 bits.");
    }

    private static double Maximum(Mat picture)
    {
        using Mat flat = picture.Reshape(1);
        Cv2.MinMaxLoc(flat, out _, out double maximum);
        return maximum;
    }
}
