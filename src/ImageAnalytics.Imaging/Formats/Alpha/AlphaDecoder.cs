using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>Decodes a file with its alpha channel, as stored (not turned).</summary>
internal static class AlphaDecoder
{
    /// <summary>Decodes.</summary>
    /// <param name="bytes">The file as OpenCV gets it.</param>
    /// <param name="found">What the walk found.</param>
    /// <returns>B, G, R, A as stored, CV_8UC4 or CV_16UC4; opaque where the file has no alpha. The caller disposes it.</returns>
    /// <exception cref="ImageDecodeException">There is no picture, or its alpha cannot be had.</exception>
    public static Mat Decode(ReadOnlySpan<byte> bytes, Inspection found)
    {
        if (GeneralDecoder.HasDeepPlanes(bytes, found))
        {
            throw new ImageDecodeException(Unreadable(found));   // OpenCV takes planes of 16 bits for pixels.
        }

        Mat stored = GeneralDecoder.DecodeBytes(bytes, found, ImreadModes.Unchanged);
        try
        {
            if (stored.Empty())
            {
                throw new ImageDecodeException(found.HasAlpha && found.Format is ImageFormat.Tiff or ImageFormat.Jpeg2000 ? Unreadable(found) : GeneralDecoder.NoPicture(found));
            }

            if (stored.Depth() != MatType.CV_8U && stored.Depth() != MatType.CV_16U)
            {
                throw new ImageDecodeException(Unreadable(found));
            }

            return WithAlpha(stored, found);
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    private static Mat WithAlpha(Mat stored, Inspection found)
    {
        if (stored.Channels() == 4)
        {
            return stored;
        }

        if (found.HasAlpha && found.TransparentGrey < 0 && found.Format is ImageFormat.Tiff or ImageFormat.Jpeg2000)
        {
            throw new ImageDecodeException(Unreadable(found));   // OpenCV drops the alpha of grey pictures in these formats.
        }

        Mat four = new();
        Cv2.CvtColor(stored, four, stored.Channels() == 1 ? ColorConversionCodes.GRAY2BGRA : ColorConversionCodes.BGR2BGRA);
        if (stored.Channels() == 1 && found.TransparentGrey >= 0)
        {
            using Mat transparent = new();
            Cv2.InRange(stored, new Scalar(found.TransparentGrey), new Scalar(found.TransparentGrey), transparent);
            int grey = found.TransparentGrey;
            four.SetTo(new Scalar(grey, grey, grey, 0), transparent);
        }

        stored.Dispose();
        return four;
    }

    private static ImageFailure Unreadable(Inspection found) => new(
        FailureClasses.Unsupported,
        $"The transparency of this {ImageFormats.NameOf(found.Format)} file cannot be read here, so it cannot be put on a background. Save it as PNG, or opaque.");
}
