using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

public sealed class DecodeTests
{
    public static TheoryData<string> AllKinds => new(Good.All);

    public static TheoryData<string> LosslessKinds => new(Good.Lossless);

    public static TheoryData<string> FlatKinds => new(Good.Flat);

    public static TheoryData<int> Orientations => new(Enumerable.Range(1, 8));

    [Theory]
    [MemberData(nameof(LosslessKinds))]
    public void Decode_LosslessKind_GivesThePixelsThatWereDrawn(string kind)
    {
        using Mat drawn = Picture.Draw(83, 50);
        AssertEqual(drawn, Good.File(kind, drawn));
    }

    [Theory]
    [MemberData(nameof(FlatKinds))]
    public void Decode_PaletteKind_GivesThePixelsThatWereDrawn(string kind)
    {
        using Mat drawn = Picture.DrawFlat();
        AssertEqual(drawn, Good.File(kind, drawn));
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Open_GoodFile_IsNotAccusedBeforeOrAfterDecoding(string kind)
    {
        using Mat drawn = Picture.DrawFlat();
        ImageFile file = ImageFile.Open(Good.File(kind, drawn), ImageLimits.Default);
        Assert.Null(file.Failure);
        using DecodedImage image = file.Decode();
        Assert.Null(file.Damage);
        Assert.Equal((96, 64), (image.Width, image.Height));
        Assert.Equal((96, 64, 1), (file.Header!.Width, file.Header.Height, file.Header.Orientation));
        Assert.Equal(MatType.CV_8UC3, image.Mat.Type());
    }

    [Theory]
    [InlineData("tiff pages", 3)]
    [InlineData("gif animated", 3)]
    [InlineData("webp animated", 2)]
    [InlineData("png", 1)]
    public void Open_SeveralPagesOrFrames_CountsThem(string kind, int pages)
    {
        using Mat drawn = Picture.DrawFlat();
        Assert.Equal(pages, ImageFile.Open(Good.File(kind, drawn), ImageLimits.Default).Header!.Pages);
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Decode_Orientation_StandsUprightInEveryFormat(int orientation)
    {
        using Mat drawn = Picture.Draw(83, 50);
        using Mat stored = Picture.Store(drawn, orientation);
        byte[] exif = TiffBlock.Orientation(orientation);
        AssertEqual(drawn, Files.WithPngChunk(stored.Encode(".png"), "eXIf", exif));
        AssertEqual(drawn, Files.WebPWithExif(stored.Encode(".webp", (int)ImwriteFlags.WebPQuality, 101), exif, stored.Width, stored.Height));
        AssertEqual(drawn, TiffBlock.Picture(stored, tiled: false, orientation));
        AssertEqual(drawn, TiffBlock.Picture(stored, tiled: true, orientation));

        ImageFile jpeg = ImageFile.Open(Files.WithExif(stored.Encode(".jpg", (int)ImwriteFlags.JpegQuality, 98), exif), ImageLimits.Default);
        using DecodedImage image = jpeg.Decode();
        Assert.Equal((83, 50, orientation), (jpeg.Header!.Width, jpeg.Header.Height, jpeg.Header.Orientation));
        Assert.True(Picture.Difference(drawn, image.Mat) < 4, "JPEG at quality 98 loses less than 4 grey levels on average.");
    }

    [Theory]
    [InlineData(1, 667, 401)]
    [InlineData(2, 334, 201)]
    [InlineData(4, 167, 101)]
    [InlineData(8, 84, 51)]
    public void Decode_ReducedJpeg_HasSidesDividedAndRoundedUp(int reduction, int width, int height)
    {
        using Mat drawn = Picture.Draw(401, 667);
        byte[] turned = Files.WithExif(drawn.Encode(".jpg"), TiffBlock.Orientation(6));
        ImageFile file = ImageFile.Open(turned, ImageLimits.Default);
        using DecodedImage image = file.Decode(reduction);
        Assert.Equal((width, height, reduction), (image.Width, image.Height, image.Reduction));
        using Mat upright = Turning.Upright(drawn.Clone(), 6), expected = new();
        Cv2.Resize(upright, expected, new Size(width, height), interpolation: InterpolationFlags.Area);
        Assert.True(Picture.Difference(expected, image.Mat) < 12, "A reduced picture looks like the resized one.");
    }

    [Fact]
    public void Decode_Jpeg_EqualsOpenCvsDecoderBitForBit()
    {
        using Mat drawn = Picture.Draw(301, 207);
        foreach (string kind in (string[])["jpeg", "jpeg progressive", "jpeg restart", "jpeg grey"])
        {
            byte[] bytes = Good.File(kind, drawn);
            using Mat expected = Cv2.ImDecode(bytes, ImreadModes.Color);
            AssertEqual(expected, bytes);
        }
    }

    [Fact]
    public void Decode_ReductionThatTheFormatLacks_SaysWhichThereAre()
    {
        using Mat drawn = Picture.Draw();
        ImageFile file = ImageFile.Open(drawn.Encode(".png"), ImageLimits.Default);
        Assert.Equal([1], file.Reductions);
        Assert.Contains("Expected one of: 1.", Assert.Throws<ArgumentOutOfRangeException>(() => file.Decode(2)).Message, StringComparison.Ordinal);
        ImageFile jpeg = ImageFile.Open(drawn.Encode(".jpg"), ImageLimits.Default);
        Assert.Equal([1, 2, 4, 8], jpeg.Reductions);
        Assert.Throws<ArgumentOutOfRangeException>(() => jpeg.Decode(3));
    }

    [Fact]
    public void Decode_GreySixteenBitsAndAlpha_BecomeEightBitBgr()
    {
        using Mat grey = new(4, 5, MatType.CV_16UC1, new Scalar(0x8040));
        using DecodedImage image = ImageFile.Open(grey.Encode(".png"), ImageLimits.Default).Decode();
        Assert.Equal([0x80, 0x80, 0x80], image.Pixels.Row(0)[..3].ToArray());
        using Mat transparent = new(4, 5, MatType.CV_8UC4, new Scalar(10, 20, 30, 0));
        using DecodedImage dropped = ImageFile.Open(transparent.Encode(".png"), ImageLimits.Default).Decode();
        Assert.Equal([10, 20, 30], dropped.Pixels.Row(3)[..3].ToArray());
    }

    [Fact]
    public void DecodedImage_IsCountedUntilDisposed()
    {
        using Mat drawn = Picture.Draw();
        byte[] bytes = drawn.Encode(".jpg");
        int before = DecodedImage.Live;
        DecodedImage image = ImageFile.Open(bytes, ImageLimits.Default).Decode();
        Assert.Equal(before + 1, DecodedImage.Live);
        image.Dispose();
        image.Dispose();
        Assert.Equal(before, DecodedImage.Live);
        Assert.Throws<ObjectDisposedException>(() => image.Mat);
        Assert.Throws<ObjectDisposedException>(() => image.Pixels);
    }

    [Fact]
    public void Decode_OnManyThreads_GivesEqualPixels()
    {
        using Mat drawn = Picture.Draw(200, 150);
        byte[] bytes = drawn.Encode(".jpg");
        using DecodedImage first = ImageFile.Open(bytes, ImageLimits.Default).Decode();
        Parallel.For(0, 64, _ =>
        {
            using DecodedImage image = ImageFile.Open(bytes, ImageLimits.Default).Decode();
            Assert.Equal(0, Picture.Difference(first.Mat, image.Mat));
        });
    }

    [Fact]
    public void Decode_Jpeg_AllocatesNoManagedPixels()
    {
        using Mat drawn = Picture.Draw(640, 480);
        byte[] bytes = drawn.Encode(".jpg");
        ImageFile.Open(bytes, ImageLimits.Default).Decode().Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageFile.Open(bytes, ImageLimits.Default).Decode().Dispose();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8192, "Decoding allocates no more than small change.");
    }

    [Fact]
    public void ReductionFor_TakesTheLargestThatStillReachesTheInput()
    {
        ImageHeader photo = new(ImageFormat.Jpeg, 1280, 960);
        Assert.Equal(4, ImageFile.ReductionFor(photo, new InputSize(224, 224)));
        Assert.Equal(4, ImageFile.ReductionFor(photo, new InputSize(320, 240)));
        Assert.Equal(2, ImageFile.ReductionFor(photo, new InputSize(320, 320)));
        Assert.Equal(4, ImageFile.ReductionFor(photo, new InputSize(320, 320, LongSideOnly: true)));
        Assert.Equal(1, ImageFile.ReductionFor(photo, new InputSize(1280, 1280)));
        Assert.Equal(1, ImageFile.ReductionFor(photo, null));
        Assert.Equal(1, ImageFile.ReductionFor(photo with { Format = ImageFormat.Png }, new InputSize(32, 32)));
        Assert.Equal(8, ImageFile.ReductionFor(photo with { Orientation = 6 }, new InputSize(120, 160)));
        Assert.Equal(4, ImageFile.ReductionFor(photo with { Orientation = 6 }, new InputSize(160, 120)));
    }

    private static void AssertEqual(Mat expected, byte[] bytes)
    {
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        Assert.Null(file.Failure);
        using DecodedImage image = file.Decode();
        Assert.Null(file.Damage);
        Assert.Equal((expected.Width, expected.Height), (image.Width, image.Height));
        Assert.Equal((expected.Width, expected.Height), (file.Header!.Width, file.Header.Height));
        Assert.Equal(0, Picture.Difference(expected, image.Mat));
    }
}
