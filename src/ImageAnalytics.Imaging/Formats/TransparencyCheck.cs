using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Notices pictures whose whole content is in their alpha channel, such as black writing on transparent black: decoding drops alpha,
/// so no model can see anything in them, and it must be said.
/// </summary>
internal static class TransparencyCheck
{
    // A handful of pixels of one colour proves nothing.
    private const int LeastPixels = 64;

    /// <summary>What to say about a picture; null when its colours show something, or its alpha shows no more than they do.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="found">What was found in it.</param>
    /// <param name="stored">The decoded picture without alpha.</param>
    public static ImageFailure? Damage(ReadOnlyMemory<byte> bytes, Inspection found, Mat stored)
    {
        if (!found.HasAlpha || (long)stored.Cols * stored.Rows < LeastPixels || !IsOneColour(stored))
        {
            return null;
        }

        try
        {
            using DecoderInput input = DecoderInput.Of(bytes, found, withAlpha: true);
            using Mat whole = AlphaDecoder.Decode(input.Bytes.Span, found);
            return Damage(whole, found.Format);
        }
        catch (Exception e) when (e is ImageDecodeException or OpenCVException or OpenCvSharpException)
        {
            return null;   // The colours were decoded, and nothing is known of the rest.
        }
    }

    /// <summary>The same for a frame of an animation as it is shown.</summary>
    /// <param name="canvas">B, G, R, A; borrowed.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="stored">The same without alpha.</param>
    public static ImageFailure? Damage(Mat canvas, ImageFormat format, Mat stored)
        => (long)stored.Cols * stored.Rows < LeastPixels || !IsOneColour(stored) ? null : Damage(canvas, format);

    private static ImageFailure? Damage(Mat whole, ImageFormat format)
    {
        using Mat alpha = whole.ExtractChannel(3);
        Cv2.MinMaxLoc(alpha, out double least, out double most);
        return least == most ? null : new ImageFailure(
            FailureClasses.Unsupported,
            $"All that the {ImageFormats.NameOf(format)} file shows is in its transparency; without it the picture is of one colour, and that is what the models saw. "
            + "Save it on an opaque background, or set 'input: alpha' on the model's card.");
    }

    // Nearly every picture differs within its first pixels, so this costs nothing.
    private static unsafe bool IsOneColour(Mat picture)
    {
        int length = picture.Cols * PixelView.Channels, rows = picture.Rows;
        ReadOnlySpan<byte> first = new((void*)picture.Ptr(0), length);
        if (!first[PixelView.Channels..].SequenceEqual(first[..^PixelView.Channels]))
        {
            return false;
        }

        for (int y = 1; y < rows; y++)
        {
            if (!first.SequenceEqual(new ReadOnlySpan<byte>((void*)picture.Ptr(y), length)))
            {
                return false;
            }
        }

        return true;
    }
}
