using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>Small samples in 16-bit words leave nothing in the upper eight bits, and no model can work with black: it must be said.</summary>
internal static class DarkSamples
{
    private const int PngBits = 24;

    /// <summary>What is wrong; null when nothing is.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="found">What the walk found.</param>
    /// <param name="stored">The decoded 8-bit picture, with the colours as stored; borrowed.</param>
    public static ImageFailure? Damage(ReadOnlySpan<byte> bytes, Inspection found, Mat stored)
    {
        if (!IsDeep(bytes, found) || Maximum(stored) > 0)
        {
            return null;
        }

        using Mat deep = Cv2.ImDecode(bytes, ImreadModes.Color | ImreadModes.AnyDepth | ImreadModes.IgnoreOrientation);
        double maximum = deep.Empty() ? 0 : Maximum(deep);
        return maximum == 0 ? null : new ImageFailure(
            FailureClasses.Unsupported,
            $"The samples of the {ImageFormats.NameOf(found.Format)} file have 16 bits but reach only {maximum} of 65535, so the picture is black in 8 bits. "
            + "Scale the samples to the full range, or convert the file to 8 bits.");
    }

    private static bool IsDeep(ReadOnlySpan<byte> bytes, Inspection found)
        => found.Tiff is { } page ? new TiffBytes(bytes).Value(page, TiffTags.BitsPerSample, 1) == 16
            : found.Format == ImageFormat.Png && bytes.Length > PngBits && bytes[PngBits] == 16;

    private static double Maximum(Mat picture)
    {
        using Mat flat = picture.Reshape(1);
        Cv2.MinMaxLoc(flat, out _, out double maximum);
        return maximum;
    }
}
