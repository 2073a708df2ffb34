using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>A decoded picture as a region.</summary>
internal sealed class Picture(Mat mat) : IDisposable
{
    public PixelView Pixels => new(mat.Data, mat.Cols, mat.Rows, (int)mat.Step());

    public Region Region => new(new Image("picture", new string('0', 64), mat.Cols, mat.Rows), new BoundingBox(0, 0, mat.Cols, mat.Rows), Pixels);

    public static Picture Read(string path) => new(Cv2.ImRead(path, ImreadModes.Color));

    /// <summary>Random pixels with a gap after each row.</summary>
    public static Picture Random(int width, int height, int seed, int gap = 0)
    {
        Mat whole = new(height, width + gap, MatType.CV_8UC3);
        byte[] bytes = new byte[(width + gap) * height * 3];
        new Random(seed).NextBytes(bytes);
        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, whole.Data, bytes.Length);
        return new Picture(gap == 0 ? whole : new Mat(whole, new Rect(0, 0, width, height)));
    }

    public void Dispose() => mat.Dispose();
}
