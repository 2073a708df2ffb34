using OpenCvSharp;

namespace ImageAnalytics.Reporting;

/// <summary>The decoder that is used when none is given: plain OpenCV, at a reduced scale where the size allows.</summary>
internal static class OpenCvPictureDecoder
{
    // Larger files are not worth reading whole for a thumbnail.
    private const long MaxBytes = 256L << 20;

    /// <inheritdoc cref="PictureDecoder"/>
    public static Mat? Decode(ReportPicture picture, int longSide)
    {
        FileInfo file = new(picture.FullPath);
        if (!file.Exists || file.Length is 0 or > MaxBytes)
        {
            return null;
        }

        return Cv2.ImDecode(File.ReadAllBytes(picture.FullPath), ModeFor(Math.Max(picture.Width, picture.Height), longSide));
    }

    // The largest reduction whose long side still reaches the thumbnail's. All of these modes apply EXIF orientation.
    private static ImreadModes ModeFor(int original, int longSide) => (original / longSide) switch
    {
        >= 8 => ImreadModes.ReducedColor8,
        >= 4 => ImreadModes.ReducedColor4,
        >= 2 => ImreadModes.ReducedColor2,
        _ => ImreadModes.Color,
    };
}
