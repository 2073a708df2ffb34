using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

public sealed class TransparencyTests
{
    [Theory]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Decode_WritingInTheAlphaChannelAlone_SaysThatNothingIsSeen(string extension)
    {
        using Mat picture = new(30, 100, MatType.CV_8UC4, Scalar.All(0));
        Cv2.PutText(picture, "a2r", new Point(5, 25), HersheyFonts.HersheySimplex, 1, new Scalar(0, 0, 0, 255), 2);
        ImageFile file = Decode(picture, extension);
        Assert.Equal("unsupported", file.Damage?.Class);
        Assert.Contains("is in its transparency", file.Damage!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ColoursThatShowSomething_IsGoodWhateverTheAlpha()
    {
        using Mat picture = new(30, 100, MatType.CV_8UC4, Scalar.All(0));
        Cv2.Circle(picture, new Point(50, 15), 10, new Scalar(0, 200, 0, 128), -1);
        Assert.Null(Decode(picture, ".png").Damage);
    }

    [Fact]
    public void Decode_OneColourAndFullyOpaque_IsGood()
    {
        using Mat picture = new(30, 100, MatType.CV_8UC4, new Scalar(10, 20, 30, 255));
        Assert.Null(Decode(picture, ".png").Damage);
    }

    private static ImageFile Decode(Mat picture, string extension)
    {
        Cv2.ImEncode(extension, picture, out byte[] bytes);
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        file.Decode().Dispose();
        return file;
    }
}
