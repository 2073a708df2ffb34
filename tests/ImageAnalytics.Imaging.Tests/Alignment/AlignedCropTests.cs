using ImageAnalytics.Imaging.Alignment;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests.Alignment;

public sealed class AlignedCropTests
{
    [Fact]
    public void Cut_NothingToDo_GivesTheSamePixels()
    {
        using Mat source = Noise(20, 12);
        using CroppedPicture crop = AlignedCrop.Cut(View(source), new SimilarityTransform(1, 0, 0, 0), 20, 12);
        Assert.Equal(Bytes(View(source)), Bytes(crop.Pixels));
    }

    [Fact]
    public void Cut_ShiftOfWholePixels_GivesThePieceAndBlackOutside()
    {
        using Mat source = Noise(30, 30);
        using CroppedPicture crop = AlignedCrop.Cut(View(source), new SimilarityTransform(1, 0, -25, -4), 8, 6);
        for (int y = 0; y < 6; y++)
        {
            Assert.Equal(View(source).Crop(25, 4, 5, 6).Row(y).ToArray(), crop.Pixels.Row(y)[..15].ToArray());
            Assert.All(crop.Pixels.Row(y)[15..].ToArray(), b => Assert.Equal(0, b));
        }
    }

    [Fact]
    public void Cut_QuarterTurn_TurnsThePixelsAboutTheirCorners()
    {
        using Mat source = Noise(10, 10);
        // x goes down and y to the left: a turn by 90 degrees, brought back into view.
        using CroppedPicture crop = AlignedCrop.Cut(View(source), new SimilarityTransform(0, 1, 10, 0), 10, 10);
        using Mat turned = new();
        Cv2.Rotate(source, turned, RotateFlags.Rotate90Clockwise);
        Assert.Equal(Bytes(View(turned)), Bytes(crop.Pixels));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.13)]
    [InlineData(0.04)]
    public void Cut_ScaledDown_AveragesInsteadOfPickingPixels(double scale)
    {
        // Stripes of one pixel: whoever looks at single pixels sees stripes again, whoever averages sees grey.
        using Mat source = new(1000, 1000, MatType.CV_8UC3, Scalar.All(0));
        for (int x = 0; x < 1000; x += 2)
        {
            Cv2.Rectangle(source, new Rect(x, 0, 1, 1000), Scalar.All(255), -1);
        }

        int side = (int)(800 * scale);
        using CroppedPicture crop = AlignedCrop.Cut(View(source), new SimilarityTransform(scale, 0, -100 * scale, -100 * scale), side, side);
        byte[] inner = [.. Enumerable.Range(0, side).SelectMany(y => crop.Pixels.Row(y).ToArray())];
        Assert.All(inner, b => Assert.InRange(b, 100, 155));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.31)]
    [InlineData(0.11)]
    public void Cut_AnyScale_PutsAPointWhereTheTransformSays(double scale)
    {
        using Mat source = new(900, 900, MatType.CV_8UC3, Scalar.All(0));
        Cv2.Circle(source, new Point(430, 460), (int)(5 / scale), Scalar.All(255), -1);
        double angle = 0.4;
        SimilarityTransform rough = new(scale * Math.Cos(angle), scale * Math.Sin(angle), 0, 0);
        ImagePoint centre = rough.Map(new ImagePoint(430.5, 460.5));
        SimilarityTransform transform = rough with { ShiftX = 60 - centre.X, ShiftY = 50 - centre.Y };

        using CroppedPicture crop = AlignedCrop.Cut(View(source), transform, 112, 112);

        (double x, double y) = Centroid(crop.Pixels);
        Assert.Equal(60, x, 0.15);
        Assert.Equal(50, y, 0.15);
    }

    [Fact]
    public void Cut_WhollyOutside_IsBlack()
    {
        using Mat source = Noise(10, 10);
        using CroppedPicture crop = AlignedCrop.Cut(View(source), new SimilarityTransform(1, 0, 5000, 0), 4, 4);
        Assert.All(Bytes(crop.Pixels), b => Assert.Equal(0, b));
    }

    [Fact]
    public void Cut_TransformWithoutScale_IsRefused()
    {
        using Mat source = Noise(10, 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => AlignedCrop.Cut(View(source), new SimilarityTransform(0, 0, 1, 1), 4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlignedCrop.Cut(View(source), new SimilarityTransform(1, double.NaN, 1, 1), 4, 4));
    }

    [Fact]
    public void Mirrored_ExchangesLeftAndRight()
    {
        using Mat source = Noise(6, 3);
        using CroppedPicture crop = AlignedCrop.Cut(View(source), new SimilarityTransform(1, 0, 0, 0), 6, 3);
        using CroppedPicture mirrored = crop.Mirrored();
        Assert.Equal(crop.Pixels.Row(1)[..3].ToArray(), mirrored.Pixels.Row(1)[^3..].ToArray());
    }

    private static Mat Noise(int width, int height)
    {
        byte[] bytes = new byte[width * height * 3];
        new Random(5).NextBytes(bytes);
        Mat mat = new(height, width, MatType.CV_8UC3);
        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, mat.Data, bytes.Length);
        return mat;
    }

    private static PixelView View(Mat mat) => new(mat.Data, mat.Cols, mat.Rows, (int)mat.Step());

    private static byte[] Bytes(PixelView view) => [.. Enumerable.Range(0, view.Height).SelectMany(y => view.Row(y).ToArray())];

    private static (double X, double Y) Centroid(PixelView view)
    {
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < view.Height; y++)
        {
            for (int x = 0; x < view.Width; x++)
            {
                double weight = view.Row(y)[3 * x];
                (sum, sumX, sumY) = (sum + weight, sumX + (weight * (x + 0.5)), sumY + (weight * (y + 0.5)));
            }
        }

        return (sumX / sum, sumY / sum);
    }
}
