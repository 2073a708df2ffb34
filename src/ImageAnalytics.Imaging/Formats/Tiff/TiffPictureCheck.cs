using System.IO.Compression;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging;

/// <summary>Looks at a TIFF's picture data for what OpenCV passes over in silence. Called after decoding.</summary>
internal static class TiffPictureCheck
{
    private const int Jpeg = 7, Deflate = 8, OldDeflate = 32946;

    /// <summary>What is wrong; null when nothing is.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="found">What the walk found.</param>
    public static ImageFailure? Damage(ReadOnlySpan<byte> bytes, Inspection found)
    {
        TiffBytes tiff = new(bytes);
        TiffDirectory page = found.Tiff!;
        TiffParts parts = new(bytes, page);
        ulong bits = tiff.Value(page, TiffTags.BitsPerSample, 1);
        return tiff.Value(page, TiffTags.Compression, 1) switch
        {
            Jpeg => JpegDamage(parts, page.Find(TiffTags.JpegTables) is { } entry ? bytes.Slice((int)entry.Offset, (int)entry.Bytes) : []),
            Deflate or OldDeflate => DeflateDamage(parts, (long)found.Width * found.Height * (long)Math.Min(bits, 64) * 2),
            _ => null,
        };
    }

    /// <summary>Each strip or tile is a JPEG without its tables (TIFF Technical Note 2); the decoder for JPEG files tells what is wrong with it.</summary>
    private static ImageFailure? JpegDamage(TiffParts parts, ReadOnlySpan<byte> tables)
    {
        for (ulong i = 0; i < parts.Count; i++)
        {
            byte[] whole = Join(tables, parts[i]);
            Inspection found = Inspector.Inspect(whole);
            if ((found.Failure ?? found.Damage ?? JpegDecodeDamage(whole, found)) is { } damage)
            {
                return new ImageFailure(damage.Class, $"Strip or tile {i} of the TIFF file holds a faulty JPEG. {damage.Message}");
            }
        }

        return null;
    }

    private static ImageFailure? JpegDecodeDamage(byte[] jpeg, Inspection found)
    {
        if (found.Format != ImageFormat.Jpeg || ImageLimits.Default.CheckPixels(found.Width, found.Height) is not null)
        {
            return new ImageFailure(FailureClasses.Damaged, "It announces an impossible size.");
        }

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

    /// <summary>Deflated data end with a checksum, which OpenCV's decoder does not look at.</summary>
    private static unsafe ImageFailure? DeflateDamage(TiffParts parts, long mostBytes)
    {
        Span<byte> buffer = stackalloc byte[8192];
        for (ulong i = 0; i < parts.Count && mostBytes > 0; i++)
        {
            ReadOnlySpan<byte> part = parts[i];
            if (part.IsEmpty)
            {
                continue;
            }

            fixed (byte* first = part)
            {
                using UnmanagedMemoryStream stream = new(first, part.Length);
                using ZLibStream unpacked = new(stream, CompressionMode.Decompress);
                try
                {
                    int read;
                    while (mostBytes > 0 && (read = unpacked.Read(buffer)) > 0)
                    {
                        mostBytes -= read;
                    }
                }
                catch (Exception e) when (e is InvalidDataException or IOException)
                {
                    return new ImageFailure(
                        FailureClasses.Damaged,
                        $"The TIFF file is damaged, and part of the picture is wrong: strip or tile {i} cannot be unpacked. Copy it again from its source.");
                }
            }
        }

        return null;
    }
}
