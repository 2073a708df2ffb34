using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Drawn pictures with known pixels: no two corners and no two halves are alike, so that every turn shows.</summary>
internal static class Picture
{
    public static Mat Draw(int width = 96, int height = 64, int seed = 1)
    {
        Mat picture = new(height, width, MatType.CV_8UC3);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                picture.Set(y, x, new Vec3b((byte)(x * 255 / width), (byte)(y * 255 / height), (byte)((x + y + (seed * 37)) % 200)));
            }
        }

        Random random = new(seed);
        Cv2.Rectangle(picture, new Rect(0, 0, width / 3, height / 4), new Scalar(20, 30, 240), -1);
        Cv2.Circle(picture, new Point(width * 3 / 4, height / 2), Math.Min(width, height) / 5, new Scalar(240, 200, 10), -1);
        Cv2.Line(picture, new Point(0, height - 1), new Point(random.Next(width), random.Next(height)), new Scalar(255, 255, 255), 2);
        return picture;
    }

    /// <summary>A picture of few colours, as palettes need.</summary>
    public static Mat DrawFlat(int width = 96, int height = 64, int seed = 1)
    {
        Mat picture = new(height, width, MatType.CV_8UC3, new Scalar(40, 90, 160));
        Cv2.Rectangle(picture, new Rect(seed % 7, 3, width / 3, height / 4), new Scalar(0, 0, 255), -1);
        Cv2.Rectangle(picture, new Rect(width / 2, height / 2, width / 4, height / 3), new Scalar(0, 255, 0), -1);
        return picture;
    }

    /// <summary>Mean absolute difference per channel, 0 to 255.</summary>
    public static double Difference(Mat left, Mat right)
    {
        using Mat difference = new();
        Cv2.Absdiff(left, right, difference);
        Scalar mean = Cv2.Mean(difference);
        return (mean.Val0 + mean.Val1 + mean.Val2) / 3;
    }

    /// <summary>What a file stores so that it stands upright again when turned by an orientation.</summary>
    public static Mat Store(Mat upright, int orientation)
    {
        // Each turn is its own inverse but the two quarter turns, which are each other's.
        int inverse = orientation switch { 6 => 8, 8 => 6, _ => orientation };
        return Turning.Upright(upright.Clone(), inverse);
    }

    public static byte[] Encode(this Mat picture, string extension, params int[] parameters)
    {
        Assert.True(Cv2.ImEncode(extension, picture, out byte[] bytes, parameters));
        return bytes;
    }
}
