using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>Decodes all formats but JPEG, as stored (not turned), to 8-bit B, G, R.</summary>
internal static class GeneralDecoder
{
    private const ImreadModes Mode = ImreadModes.Color | ImreadModes.IgnoreOrientation;

    /// <summary>Decodes.</summary>
    /// <param name="bytes">The file; borrowed.</param>
    /// <param name="found">What the walk found.</param>
    /// <param name="background">On what transparent pixels are put; null to drop alpha.</param>
    /// <param name="damage">What is wrong although there is a picture.</param>
    /// <exception cref="ImageDecodeException">There is no picture.</exception>
    public static Mat Decode(ReadOnlyMemory<byte> bytes, Inspection found, BackgroundColour? background, out ImageFailure? damage)
    {
        bool withAlpha = background is not null && found.HasAlpha;
        using DecoderInput input = DecoderInput.Of(bytes, found, withAlpha);
        Mat? stored = null;
        try
        {
            stored = withAlpha ? DecodeOnto(input.Bytes.Span, found, background) : DecodeWithoutAlpha(input.Bytes.Span, found);
            Check(stored, found);
            damage = (found.Tiff is null ? null : TiffPictureCheck.Damage(input.Bytes.Span, found))
                ?? (withAlpha ? null : DarkSamples.Damage(input.Bytes.Span, found, stored) ?? TransparencyCheck.Damage(bytes, found, stored));
            return stored;
        }
        catch
        {
            stored?.Dispose();
            throw;
        }
    }

    /// <summary>Decodes with OpenCV, or a Netpbm file without it; whatever type of pixels that gives.</summary>
    /// <remarks>OpenCV reads tiles that are not compressed and no multiple of 1,024 bytes from files, but not from memory.</remarks>
    public static Mat DecodeBytes(ReadOnlySpan<byte> bytes, Inspection found, ImreadModes mode)
    {
        if (found.Pnm is not null)
        {
            return PnmDecoder.Decode(bytes, found);
        }

        bool plainTiles = found.Tiff is { } page && page.Has(TiffTags.TileOffsets)
            && new TiffBytes(bytes).Value(page, TiffTags.Compression, 1) == 1;
        if (!plainTiles)
        {
            return Cv2.ImDecode(bytes, mode);
        }

        using MemoryFile file = new(bytes);
        return Cv2.ImRead(file.Path, mode);
    }

    /// <summary>What to say when the decoder gives nothing although the walk found nothing wrong.</summary>
    public static ImageFailure NoPicture(Inspection found) => found.Damage ?? new ImageFailure(
        FailureClasses.Damaged,
        $"The {ImageFormats.NameOf(found.Format)} file gives no picture although its structure is whole: its picture data are damaged or of a rare kind. "
        + "Copy it again from its source, or convert it to JPEG or PNG.");

    private static Mat DecodeOnto(ReadOnlySpan<byte> bytes, Inspection found, BackgroundColour? background)
    {
        using Mat stored = AlphaDecoder.Decode(bytes, found);
        return AlphaPixels.Flatten(stored, background, found.IsMultiplied);
    }

    private static Mat DecodeWithoutAlpha(ReadOnlySpan<byte> bytes, Inspection found)
    {
        // Left to itself, the TIFF decoder rounds samples of 16 bits where all others take the upper 8; asked not to, it takes planes for pixels.
        Mat stored = DecodeBytes(bytes, found, IsDeepColour(bytes, found) ? Mode | ImreadModes.AnyDepth : Mode);
        if (stored.Empty() || stored.Type() == MatType.CV_8UC3)
        {
            return stored;
        }

        if (stored.Channels() == 4)
        {
            using (stored)
            {
                return AlphaPixels.Flatten(stored, background: null);
            }
        }

        return AlphaPixels.ToEightBits(stored);
    }

    /// <summary>Whether a TIFF keeps the 16-bit samples of each colour in a plane of their own.</summary>
    public static bool HasDeepPlanes(ReadOnlySpan<byte> bytes, Inspection found)
    {
        const ulong Planes = 2;
        return found.Tiff is { } page && new TiffBytes(bytes).Value(page, TiffTags.BitsPerSample, 1) == 16
            && new TiffBytes(bytes).Value(page, TiffTags.PlanarConfiguration, 1) == Planes && new TiffBytes(bytes).Value(page, TiffTags.SamplesPerPixel, 1) > 1;
    }

    private static bool IsDeepColour(ReadOnlySpan<byte> bytes, Inspection found)
    {
        const ulong Rgb = 2;
        return !HasDeepPlanes(bytes, found) && found.Tiff is { } page && new TiffBytes(bytes).Value(page, TiffTags.BitsPerSample, 1) == 16
            && new TiffBytes(bytes).Value(page, TiffTags.Photometric, 0) == Rgb;
    }

    private static void Check(Mat stored, Inspection found)
    {
        if (stored.Empty())
        {
            throw new ImageDecodeException(NoPicture(found));
        }

        if (stored.Cols != found.Width || stored.Rows != found.Height || stored.Type() != MatType.CV_8UC3)
        {
            throw new ImageDecodeException(new ImageFailure(
                FailureClasses.Damaged,
                $"The {ImageFormats.NameOf(found.Format)} file announces {found.Width} x {found.Height} pixels, but {stored.Cols} x {stored.Rows} were decoded."));
        }
    }
}
