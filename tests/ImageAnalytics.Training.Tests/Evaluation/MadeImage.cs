using ImageAnalytics.Imaging;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Evaluation;

/// <summary>A labelled picture that a test made: PNG bytes in memory, or whatever bytes stand for them.</summary>
internal sealed class MadeImage(byte[] bytes) : LabelledImage
{
    /// <summary>A plain picture with rectangles of plain colours, given as blue, green, red.</summary>
    public static byte[] Png(int width, int height, params (Rect Place, Scalar Colour)[] things)
    {
        using Mat picture = new(height, width, MatType.CV_8UC3, Scalar.Black);
        foreach ((Rect place, Scalar colour) in things)
        {
            picture.Rectangle(place, colour, -1);
        }

        Cv2.ImEncode(".png", picture, out byte[] png);
        return png;
    }

    public override Mat Decode()
    {
        using DecodedImage picture = ImageFile.Open(bytes, ImageLimits.Default).Decode();
        return picture.Mat.Clone();
    }

    public override byte[] ReadBytes() => bytes;
}
