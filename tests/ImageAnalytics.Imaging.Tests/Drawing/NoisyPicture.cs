using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>A drawn picture with noise, whose JPEG has much picture data.</summary>
internal static class NoisyPicture
{
    private const int Noise = 60;

    /// <summary>Draws one; the caller disposes it.</summary>
    public static Mat Draw(int width, int height, int seed, int channels)
    {
        Mat picture = Picture.Draw(width, height);
        Random random = new(seed);
        byte[] values = new byte[height * width * 3];
        random.NextBytes(values);
        using Mat noise = Mat.FromPixelData(height, width, MatType.CV_8UC3, values.Select(v => (byte)(v * Noise / 255)).ToArray());
        Cv2.Add(picture, noise, picture);
        if (channels == 1)
        {
            Cv2.CvtColor(picture, picture, ColorConversionCodes.BGR2GRAY);
        }

        return picture;
    }
}
