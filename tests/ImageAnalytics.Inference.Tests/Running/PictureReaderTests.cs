using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Running;

/// <summary>What comes out of a network that gives back what it sees, for every way to bring a picture to size.</summary>
public sealed class PictureReaderTests
{
    private const int Side = 24;

    [Theory]
    [InlineData(48, 24, 24, 12)]
    [InlineData(24, 48, 12, 24)]
    [InlineData(24, 24, 24, 24)]
    [InlineData(240, 10, 24, 1)]
    public void Letterbox_PaddingIsCutOffAgain(int width, int height, int expectedWidth, int expectedHeight)
    {
        (MadePicture made, BoundingBox? seen) = Read(ResizeMode.Letterbox, width, height);
        Assert.Equal((expectedWidth, expectedHeight), (made.Width, made.Height));
        Assert.Null(seen);
        Assert.DoesNotContain(s_fill, made.Pixels.ToArray());
    }

    [Fact]
    public void Crop_KeepsTheCentreAndSaysSo()
    {
        (MadePicture made, BoundingBox? seen) = Read(ResizeMode.Crop, 48, 24);
        Assert.Equal((Side, Side), (made.Width, made.Height));
        Assert.Equal(new BoundingBox(12, 0, 24, 24), seen);
        Assert.Null(Read(ResizeMode.Crop, 24, 24).Seen);
    }

    [Fact]
    public void Stretch_KeepsAllInTheNetworksProportions()
    {
        (MadePicture made, BoundingBox? seen) = Read(ResizeMode.Stretch, 48, 24);
        Assert.Equal((Side, Side), (made.Width, made.Height));
        Assert.Null(seen);
    }

    [Fact]
    public void ShorterSide_FillingUpIsCutOffAgain()
    {
        (MadePicture made, BoundingBox? seen) = Read(ResizeMode.ShorterSide, 50, 24);
        Assert.Equal((50, 24), (made.Width, made.Height));
        Assert.Null(seen);
    }

    [Fact]
    public void Letterbox_OutputOfTwiceTheSize_IsCutInProportion()
    {
        (MadePicture made, _) = Read(ResizeMode.Letterbox, 48, 24, enlarge: 2);
        Assert.Equal((48, 24), (made.Width, made.Height));
        Assert.DoesNotContain(s_fill, made.Pixels.ToArray());
    }

    [Fact]
    public void AnySize_TheCutIsWhatWasThereAndNeverEmpty()
        => Prop.ForAll(Gen.Choose(1, 300).Two().ToArbitrary(), Arb.From(Gen.Elements(Enum.GetValues<ResizeMode>())), (sizes, mode) =>
        {
            (MadePicture made, BoundingBox? seen) = Read(mode, sizes.Item1, sizes.Item2);
            bool sized = made.Pixels.Length == made.Width * made.Height * 3 && made.Width >= 1 && made.Height >= 1;
            bool clean = mode == ResizeMode.Crop || !made.Pixels.ToArray().Contains(s_fill);
            bool inside = seen is not { } part || (part is { IsEmpty: false, X: >= 0, Y: >= 0 } && part.Right <= sizes.Item1 + 1e-6 && part.Bottom <= sizes.Item2 + 1e-6);
            return sized && clean && inside && (mode == ResizeMode.Crop || seen is null);
        }).QuickCheckThrowOnFailure();

    // Sources are 0 to 99 everywhere, so that padding is known by its value.
    private static readonly byte s_fill = 200;

    private static (MadePicture Made, BoundingBox? Seen) Read(ResizeMode mode, int width, int height, int enlarge = 1)
    {
        PreparationSpec spec = new()
        {
            Mode = mode, Width = mode == ResizeMode.ShorterSide ? 0 : Side, Height = mode == ResizeMode.ShorterSide ? 0 : Side, Fill = s_fill,
            ShorterSide = mode is ResizeMode.Crop or ResizeMode.StretchCrop or ResizeMode.ShorterSide ? Side : 0, MultipleOf = mode == ResizeMode.ShorterSide ? 8 : 1,
        };
        byte[] source = new byte[width * height * 3];
        for (int i = 0; i < source.Length; i++)
        {
            source[i] = (byte)(i % 100);
        }

        using PicturePreparer preparer = new(spec);
        return Look(preparer, source, width, height, enlarge);
    }

    private static unsafe (MadePicture, BoundingBox?) Look(PicturePreparer preparer, byte[] source, int width, int height, int enlarge)
    {
        fixed (byte* pixels = source)
        {
            PixelView seen = preparer.Prepare(new PixelView((nint)pixels, width, height, width * 3), out InputMapping mapping);
            float[] values = new float[seen.Width * seen.Height * 3 * enlarge * enlarge];
            for (int y = 0; y < seen.Height * enlarge; y++)
            {
                for (int x = 0; x < seen.Width * enlarge * 3; x++)
                {
                    values[(y * seen.Width * enlarge * 3) + x] = seen.Row(y / enlarge)[(x / 3 / enlarge * 3) + (x % 3)];
                }
            }

            HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [1, seen.Height * enlarge, seen.Width * enlarge, 3], values);
            DecoderFrame frame = new(1, seen.Width, seen.Height, 0);
            PictureDecoder decoder = new(new PictureParameters { Layout = TensorLayout.Nhwc });
            decoder.Bind(outputs, frame, []);
            MadePicture made = new PictureReader(decoder).Read(outputs, frame, 0, mapping, out BoundingBox? part);
            return (made, part);
        }
    }
}
