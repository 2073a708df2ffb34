using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>A drawn photograph-like picture, on which models and plugins show that they work before the first real image.</summary>
public static class TrialPicture
{
    private const int Width = 640, Height = 480;
    private static readonly Lazy<byte[]> s_jpeg = new(Draw);

    /// <summary>The picture as a JPEG file, 640 × 480; the same bytes every time. Not to be written to.</summary>
    public static ReadOnlyMemory<byte> Jpeg => s_jpeg.Value;

    private static byte[] Draw()
    {
        using Mat column = new(Height, 1, MatType.CV_8UC3);
        for (int y = 0; y < Height; y++)
        {
            column.Set(y, 0, new Vec3b((byte)(y * 255 / Height), (byte)(255 - (y * 255 / Height)), (byte)(y % 256)));
        }

        using Mat picture = column.Repeat(1, Width);
        Cv2.Circle(picture, new Point(200, 240), 120, new Scalar(40, 90, 220), -1);
        Cv2.Rectangle(picture, new Rect(380, 120, 180, 260), new Scalar(230, 230, 60), -1);
        Cv2.ImEncode(".jpg", picture, out byte[] bytes);
        return bytes;
    }
}
