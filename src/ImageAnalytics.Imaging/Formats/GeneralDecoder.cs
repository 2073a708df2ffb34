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
            stored = found.OrientationOffset >= 0 && found.Orientation != 1
                ? DecodeAsUpright(bytes.Span, found.OrientationOffset)
                : Cv2.ImDecode(bytes.Span, Mode);
            Check(stored, found);
            damage = found.Tiff is null ? null : TiffPictureCheck.Damage(bytes.Span, found, stored);
            return stored;
        }
        catch (Exception e) when (e is OpenCVException or OpenCvSharpException)
        {
            stored?.Dispose();
            throw new ImageDecodeException(Explain(e, found), e);
        }
        catch
        {
            stored?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// OpenCV turns a TIFF whatever is asked, and gives nothing for some that it cannot turn.
    /// So it gets a copy that says it stands upright, and turning is done here for all formats alike.
    /// </summary>
    private static Mat DecodeAsUpright(ReadOnlySpan<byte> tiff, int orientationOffset)
    {
        byte[] copy = ArrayPool<byte>.Shared.Rent(tiff.Length);
        try
        {
            tiff.CopyTo(copy);
            bool bigEndian = tiff[0] == 'M';
            copy[orientationOffset] = (byte)(bigEndian ? 0 : 1);
            copy[orientationOffset + 1] = (byte)(bigEndian ? 1 : 0);
            return Cv2.ImDecode(copy.AsSpan(0, tiff.Length), Mode);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
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

    private static ImageFailure Explain(Exception e, Inspection found)
    {
        string name = ImageFormats.NameOf(found.Format);
        if (e.Message.Contains("CV_IO_MAX_IMAGE", StringComparison.Ordinal))
        {
            return new ImageFailure(FailureClasses.TooLarge, $"The {name} picture of {found.Width} x {found.Height} pixels is larger than OpenCV's own limit.");
        }

        return e.Message.Contains("Insufficient memory", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("Failed to allocate", StringComparison.Ordinal)
            ? new ImageFailure(FailureClasses.OutOfMemory, $"There is not enough memory for the {name} picture of {found.Width} x {found.Height} pixels.")
            : new ImageFailure(FailureClasses.Damaged, $"The {name} file is damaged, and nothing of it could be decoded: {e.Message.Trim()}");
    }
}
