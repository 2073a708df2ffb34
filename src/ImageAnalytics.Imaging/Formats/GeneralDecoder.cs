using System.Buffers;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>Decodes all formats but JPEG with OpenCV, as stored (not turned), to 8-bit B, G, R.</summary>
internal static class GeneralDecoder
{
    private const ImreadModes Mode = ImreadModes.Color | ImreadModes.IgnoreOrientation;

    /// <exception cref="ImageDecodeException">There is no picture.</exception>
    public static Mat Decode(ReadOnlyMemory<byte> bytes, Inspection found, out ImageFailure? damage)
    {
        Mat? stored = null;
        try
        {
            stored = DecodeChanged(bytes.Span, found);
            Check(stored, found);
            damage = (found.Tiff is null ? null : TiffPictureCheck.Damage(bytes.Span, found, stored))
                ?? TransparencyCheck.Damage(bytes.Span, found, stored);
            return stored;
        }
        catch
        {
            stored?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// OpenCV turns a TIFF whatever is asked, and gives nothing for some that it cannot turn. So it gets a copy that says it stands
    /// upright, and turning is done here for all formats alike. Of a PNG it gets what the pixels need.
    /// </summary>
    private static Mat DecodeChanged(ReadOnlySpan<byte> bytes, Inspection found)
    {
        bool turned = found.Format == ImageFormat.Tiff && found.OrientationOffset >= 0 && found.Orientation != 1;
        if (!turned && !found.HasExtras)
        {
            return DecodeBytes(bytes, found);
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        try
        {
            int length = bytes.Length;
            if (turned)
            {
                bytes.CopyTo(copy);
                int low = bytes[0] == 'M' ? 1 : 0;
                copy[found.OrientationOffset + low] = 1;
                copy[found.OrientationOffset + 1 - low] = 0;
            }
            else
            {
                length = PngCleaner.CopyCritical(bytes, copy);
            }

            return DecodeBytes(copy.AsSpan(0, length), found);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    /// <summary>OpenCV reads tiles that are not compressed and no multiple of 1,024 bytes from files, but not from memory.</summary>
    private static Mat DecodeBytes(ReadOnlySpan<byte> bytes, Inspection found)
    {
        bool plainTiles = found.Tiff is { } page && page.Has(TiffTags.TileOffsets)
            && new TiffBytes(bytes).Value(page, TiffTags.Compression, 1) == 1;
        if (!plainTiles)
        {
            return Cv2.ImDecode(bytes, Mode);
        }

        using MemoryFile file = new(bytes);
        return Cv2.ImRead(file.Path, Mode);
    }

    private static void Check(Mat stored, Inspection found)
    {
        string name = ImageFormats.NameOf(found.Format);
        if (stored.Empty())
        {
            throw new ImageDecodeException(found.Damage ?? new ImageFailure(
                FailureClasses.Damaged,
                $"The {name} file gives no picture although its structure is whole: its picture data are damaged or of a rare kind. "
                + "Copy it again from its source, or convert it to JPEG or PNG."));
        }

        if (stored.Cols != found.Width || stored.Rows != found.Height || stored.Type() != MatType.CV_8UC3)
        {
            throw new ImageDecodeException(new ImageFailure(
                FailureClasses.Damaged,
                $"The {name} file announces {found.Width} x {found.Height} pixels, but {stored.Cols} x {stored.Rows} were decoded."));
        }
    }
}
