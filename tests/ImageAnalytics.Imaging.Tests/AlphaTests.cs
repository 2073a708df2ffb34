using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Transparent pixels: dropped, or put on a background.</summary>
public sealed class AlphaTests
{
    private static readonly BackgroundColour s_colour = new(200, 100, 50);

    public static TheoryData<string> Kinds => new("png", "png 16", "png grey", "png palette", "webp", "tiff straight", "tiff multiplied", "tiff 16", "pam", "pam grey", "bmp");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_OnABackground_IsTheDrawnPictureOverIt(string kind)
    {
        using Mat drawn = Draw(grey: kind.EndsWith("grey", StringComparison.Ordinal), palette: kind == "png palette");
        ImageFile file = ImageFile.Open(Write(kind, drawn), ImageLimits.Default);
        Assert.True(file.HasAlpha);
        using Mat expected = Over(drawn, s_colour);
        using DecodedImage image = file.Decode(1, s_colour);
        Assert.Null(file.Damage);
        Cv2.MinMaxLoc(Flat(expected, image.Mat), out _, out double most);
        // Multiplied colours were rounded once before, and of 16 bits the upper eight are taken.
        Assert.True(most <= (kind is "tiff multiplied" or "tiff 16" or "png 16" ? 1 : 0), $"{kind}: off by {most}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_WithAlphaDropped_ShowsTheColoursThatAreStored(string kind)
    {
        using Mat drawn = Draw(grey: kind.EndsWith("grey", StringComparison.Ordinal), palette: kind == "png palette");
        using Mat colours = new();
        Cv2.CvtColor(drawn, colours, ColorConversionCodes.BGRA2BGR);
        using DecodedImage image = ImageFile.Open(Write(kind, drawn), ImageLimits.Default).Decode();
        if (kind != "tiff multiplied")
        {
            Assert.Equal(0, Picture.Difference(colours, image.Mat));
        }
    }

    [Fact]
    public void Decode_OpaqueFile_LooksTheSameOnEveryBackground()
    {
        using Mat drawn = Picture.DrawFlat();
        foreach (string kind in Good.All.Except(["gif animated", "webp animated"]))
        {
            ImageFile file = ImageFile.Open(Good.File(kind, drawn), ImageLimits.Default);
            Assert.False(file.HasAlpha, kind);
            using DecodedImage plain = file.Decode(), on = file.Decode(1, s_colour);
            Assert.Equal(0, Picture.Difference(plain.Mat, on.Mat));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Decode_GreyPngWithATransparentValue_PutsThatValueOnTheBackground(int depth)
    {
        int largest = (1 << depth) - 1, key = largest / 2;
        byte[] rows = [0, .. depth == 16 ? [(byte)(key >> 8), (byte)key, 0xFF, 0xFF] : depth == 8 ? [(byte)key, (byte)largest] : (byte[])[(byte)(((key << depth) | largest) << (8 - (2 * depth)))]];
        byte[] header = [0, 0, 0, 2, 0, 0, 0, 1, (byte)depth, 0, 0, 0, 0];
        byte[] png =
        [
            .. Files.PngSignature, .. Files.PngChunk("IHDR", header), .. Files.PngChunk("tRNS", [(byte)(key >> 8), (byte)key]),
            .. Files.PngChunk("IDAT", Files.Deflate(rows)), .. Files.PngChunk("IEND", []),
        ];
        using DecodedImage image = ImageFile.Open(png, ImageLimits.Default).Decode(1, s_colour);
        Assert.Equal([50, 100, 200, 255, 255, 255], image.Pixels.Row(0).ToArray());
    }

    [Fact]
    public void Decode_GifWithTransparencyAndAFrameThatDoesNotCoverIt_ShowsTheBackgroundThere()
    {
        using Mat patch = new(10, 12, MatType.CV_8UC4, new Scalar(0, 252, 0, 255));
        patch.Rectangle(new Rect(0, 0, 3, 3), Scalar.All(0), -1);
        using DecodedImage image = ImageFile.Open(Animations.Gif([new(patch, 4, 2, FrameDisposal.Keep, true)], 40, 30), ImageLimits.Default).Decode(1, s_colour);
        Assert.Equal([50, 100, 200], image.Pixels.Row(0)[..3].ToArray());
        Assert.Equal([50, 100, 200], image.Pixels.Row(3).Slice(5 * 3, 3).ToArray());
        Assert.Equal([0, 252, 0], image.Pixels.Row(8).Slice(10 * 3, 3).ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Decode_OnABackground_StandsUpright(int orientation)
    {
        using Mat drawn = Draw(grey: false, palette: false), stored = Picture.Store(drawn, orientation), expected = Over(drawn, s_colour);
        using DecodedImage png = ImageFile.Open(Files.WithPngChunk(stored.Encode(".png"), "eXIf", TiffBlock.Orientation(orientation)), ImageLimits.Default).Decode(1, s_colour);
        Assert.Equal(0, Picture.Difference(expected, png.Mat));
        using DecodedImage tiff = ImageFile.Open(TiffBlock.AlphaPicture(stored, alpha: 2, orientation), ImageLimits.Default).Decode(1, s_colour);
        Assert.Equal(0, Picture.Difference(expected, tiff.Mat));
    }

    [Fact]
    public void Decode_GreyTiffWithAlpha_SaysThatItCannotBePutOnABackground()
    {
        using Mat drawn = Draw(grey: true, palette: false);
        ImageFile file = ImageFile.Open(TiffBlock.GreyAlphaPicture(drawn), ImageLimits.Default);
        file.Decode().Dispose();
        ImageFailure failure = Assert.Throws<ImageDecodeException>(() => file.Decode(1, s_colour)).Failure;
        Assert.Equal(FailureClasses.Unsupported, failure.Class);
        Assert.Contains("The transparency of this TIFF file cannot be read here", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flatten_AnyPixel_IsRoundedToTheNearest()
        => Prop.ForAll<byte, byte, byte>((colour, alpha, back) =>
        {
            using Mat pixel = new(1, 1, MatType.CV_8UC4, new Scalar(colour, colour, colour, alpha));
            using Mat flat = AlphaPixels.Flatten(pixel, new BackgroundColour(back, back, back));
            double exact = ((colour * (double)alpha) + (back * (255.0 - alpha))) / 255;
            Assert.InRange(flat.Get<Vec3b>(0, 0).Item0 - exact, -0.5, 0.5);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Flatten_SixteenBits_GivesTheUpperEightOfTheExactColour()
        => Prop.ForAll<ushort, ushort, byte>((colour, alpha, back) =>
        {
            using Mat pixel = new(1, 1, MatType.CV_16UC4, new Scalar(colour, colour, colour, alpha));
            using Mat flat = AlphaPixels.Flatten(pixel, new BackgroundColour(back, back, back));
            double exact = ((colour * (double)alpha) + (back * 257.0 * (65535.0 - alpha))) / 65535;
            Assert.Equal((int)Math.Round(exact, MidpointRounding.AwayFromZero) >> 8, flat.Get<Vec3b>(0, 0).Item0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void DrawOver_AnyTwoPixels_IsWhatBothOnABackgroundShow()
        => Prop.ForAll<byte[]>(values =>
        {
            byte[] from = [.. values.Take(4)], to = [.. values.Skip(4).Take(4)];
            if (from.Length + to.Length < 8)
            {
                return;
            }

            double alpha = from[3] / 255.0, under = to[3] / 255.0, both = alpha + (under * (1 - alpha));
            double[] exact = [.. Enumerable.Range(0, 3).Select(c => both == 0 ? to[c] : ((from[c] * alpha) + (to[c] * under * (1 - alpha))) / both), both * 255];
            AlphaPixels.DrawOver(from, to);
            Assert.All(Enumerable.Range(0, 4), c => Assert.InRange(to[c] - exact[c], -0.501, 0.501));
        }).QuickCheckThrowOnFailure();

    private static Mat Draw(bool grey, bool palette)
    {
        Mat picture = new(24, 40, MatType.CV_8UC4);
        for (int y = 0; y < 24; y++)
        {
            for (int x = 0; x < 40; x++)
            {
                (int blue, int green, int red) = palette ? ((x / 10) * 60, (y / 12) * 90, 7) : (x * 6, y * 10, (x + y) * 4);
                picture.Set(y, x, new Vec4b((byte)blue, (byte)(grey ? blue : green), (byte)(grey ? blue : red), (byte)(palette ? (x / 10 * 40) + (y / 12 * 20) : 255 - ((x * 4) + y))));
            }
        }

        return picture;
    }

    private static byte[] Write(string kind, Mat drawn) => kind switch
    {
        "png" => drawn.Encode(".png"),
        "png 16" => Deep(drawn).Encode(".png"),
        "png grey" => GreyPng(drawn),
        "png palette" => PalettePng(drawn),
        "webp" => drawn.Encode(".webp", (int)ImwriteFlags.WebPQuality, 101),
        "tiff straight" => TiffBlock.AlphaPicture(drawn, alpha: 2),
        "tiff multiplied" => TiffBlock.AlphaPicture(Multiplied(drawn), alpha: 1),
        "tiff 16" => TiffBlock.AlphaPicture(Deep(drawn), alpha: 2),
        "pam" => Files.Pam(drawn, grey: false),
        "pam grey" => Files.Pam(drawn, grey: true),
        _ => drawn.Encode(".bmp"),
    };

    private static Mat Deep(Mat drawn)
    {
        Mat deep = new();
        drawn.ConvertTo(deep, MatType.CV_16UC4, 257);
        return deep;
    }

    private static Mat Multiplied(Mat drawn)
    {
        Mat multiplied = Over(drawn, default);
        Cv2.CvtColor(multiplied, multiplied, ColorConversionCodes.BGR2BGRA);
        Cv2.MixChannels([drawn], [multiplied], [3, 3]);
        return multiplied;
    }

    private static byte[] GreyPng(Mat drawn)
        => Png(drawn, colour: 4, [], pixel => [pixel.Item0, pixel.Item3]);

    private static byte[] PalettePng(Mat drawn)
    {
        List<Vec4b> palette = [.. Pixels(drawn).Distinct()];
        byte[] colours = Files.PngChunk("PLTE", [.. palette.SelectMany(p => (byte[])[p.Item2, p.Item1, p.Item0])]);
        return Png(drawn, colour: 3, [.. colours, .. Files.PngChunk("tRNS", [.. palette.Select(p => p.Item3)])], pixel => [(byte)palette.IndexOf(pixel)]);
    }

    private static byte[] Png(Mat drawn, byte colour, byte[] chunks, Func<Vec4b, byte[]> write)
    {
        byte[] rows = [.. Pixels(drawn).Chunk(drawn.Width).SelectMany(row => (byte[])[0, .. row.SelectMany(write)])];
        byte[] header = [0, 0, 0, (byte)drawn.Width, 0, 0, 0, (byte)drawn.Height, 8, colour, 0, 0, 0];
        return [.. Files.PngSignature, .. Files.PngChunk("IHDR", header), .. chunks, .. Files.PngChunk("IDAT", Files.Deflate(rows)), .. Files.PngChunk("IEND", [])];
    }

    private static IEnumerable<Vec4b> Pixels(Mat drawn)
        => Enumerable.Range(0, drawn.Height).SelectMany(y => Enumerable.Range(0, drawn.Width).Select(x => drawn.Get<Vec4b>(y, x)));

    private static Mat Over(Mat drawn, BackgroundColour back)
    {
        Mat over = new(drawn.Size(), MatType.CV_8UC3);
        (int width, int height) = (drawn.Width, drawn.Height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Vec4b pixel = drawn.Get<Vec4b>(y, x);
                byte Mix(byte colour, byte behind) => (byte)Math.Floor((((colour * pixel.Item3) + (behind * (255 - pixel.Item3))) / 255.0) + 0.5);
                over.Set(y, x, new Vec3b(Mix(pixel.Item0, back.Blue), Mix(pixel.Item1, back.Green), Mix(pixel.Item2, back.Red)));
            }
        }

        return over;
    }

    private static Mat Flat(Mat left, Mat right)
    {
        using Mat difference = new();
        Cv2.Absdiff(left, right, difference);
        return difference.Reshape(1).Clone();
    }
}
