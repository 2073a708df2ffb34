using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Preparation;

public sealed class PicturePreparerTests
{
    [Fact]
    public void Letterbox_WideMark_StandsWhereTheMappingSays()
    {
        using Mat mat = new(100, 200, MatType.CV_8UC3, Scalar.Black);
        Cv2.Rectangle(mat, new Rect(50, 25, 20, 50), Scalar.White, -1);
        using Picture picture = new(mat);
        using PicturePreparer preparer = new(new PreparationSpec { Mode = ResizeMode.Letterbox, Width = 100, Height = 100 });

        PixelView prepared = preparer.Prepare(picture.Pixels, out InputMapping mapping);

        Assert.Equal((100, 100), (prepared.Width, prepared.Height));
        Assert.Equal(114, prepared.Row(10)[0]);
        Assert.Equal(0, prepared.Row(26)[0]);
        Assert.Equal(255, prepared.Row(50)[30 * 3]);
        Assert.Equal(new BoundingBox(25, 37.5, 10, 25), mapping.ToPrepared(new BoundingBox(50, 25, 20, 50)));
        Assert.Equal(new BoundingBox(50, 25, 20, 50), mapping.ToSource(new BoundingBox(25, 37.5, 10, 25)));
    }

    [Fact]
    public void Letterbox_AnotherShape_LeavesNothingOfTheLast()
    {
        using PicturePreparer preparer = new(new PreparationSpec { Mode = ResizeMode.Letterbox, Width = 64, Height = 64 });
        using Picture wide = Picture.Random(90, 30, 1), tall = Picture.Random(30, 90, 2);
        preparer.Prepare(wide.Pixels, out _);
        byte[] second = Copy(preparer.Prepare(tall.Pixels, out _));
        using PicturePreparer fresh = new(new PreparationSpec { Mode = ResizeMode.Letterbox, Width = 64, Height = 64 });

        Assert.Equal(Copy(fresh.Prepare(tall.Pixels, out _)), second);
    }

    [Fact]
    public void Percentiles_DarkPicture_SpreadsItsValuesAndLeavesTheFill()
    {
        using Mat mat = new(50, 100, MatType.CV_8UC3, Scalar.All(20));
        Cv2.Rectangle(mat, new Rect(0, 0, 50, 50), Scalar.All(30), -1);
        Cv2.Rectangle(mat, new Rect(0, 0, 1, 1), Scalar.All(255), -1);
        using Picture picture = new(mat);
        using PicturePreparer preparer = new(new PreparationSpec { Mode = ResizeMode.Letterbox, Width = 100, Height = 100, Percentiles = new PercentileRange(1, 99) });

        PixelView prepared = preparer.Prepare(picture.Pixels, out _);

        Assert.Equal(114, prepared.Row(10)[0]);
        Assert.Equal(255, prepared.Row(25)[0]); // The one brighter pixel is above the 99th percentile.
        Assert.Equal(255, prepared.Row(50)[30 * 3]);
        Assert.Equal(0, prepared.Row(50)[80 * 3]);
        Assert.Equal(20, picture.Pixels.Row(25)[80 * 3]); // What was lent is left as it was.
    }

    [Fact]
    public void Percentiles_PictureWithNothingOnIt_StaysDark()
    {
        using Mat mat = new(32, 32, MatType.CV_8UC3, Scalar.All(5));
        Cv2.Rectangle(mat, new Rect(0, 0, 16, 32), Scalar.All(6), -1);
        using Picture picture = new(mat);
        using PicturePreparer preparer = new(new PreparationSpec { Width = 32, Height = 32, Percentiles = new PercentileRange(1, 99.8) });

        PixelView prepared = preparer.Prepare(picture.Pixels, out _);

        Assert.Equal((32, 0), (prepared.Row(4)[0], prepared.Row(4)[20 * 3]));
    }

    [Fact]
    public void Percentiles_PictureAfterPicture_DependOnThatPictureAlone() => Prop.ForAll((byte dark, byte bright) =>
    {
        PreparationSpec spec = new() { Mode = ResizeMode.Letterbox, Width = 40, Height = 40, Percentiles = new PercentileRange(0, 100) };
        using PicturePreparer used = new(spec), fresh = new(spec);
        using Mat mat = new(20, 40, MatType.CV_8UC3, Scalar.All(dark));
        Cv2.Rectangle(mat, new Rect(5, 5, 10, 10), Scalar.All(bright), -1);
        using Picture picture = new(mat), other = Picture.Random(30, 90, dark);
        used.Prepare(other.Pixels, out _);
        return Copy(used.Prepare(picture.Pixels, out _)).SequenceEqual(Copy(fresh.Prepare(picture.Pixels, out _)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stretch_SameSize_CopiesNothing()
    {
        using Picture picture = Picture.Random(32, 24, 3);
        using PicturePreparer preparer = new(new PreparationSpec { Width = 32, Height = 24 });

        PixelView prepared = preparer.Prepare(picture.Pixels, out _);

        Assert.Equal(picture.Pixels.Data, prepared.Data);
    }

    [Fact]
    public void Crop_TakesTheCentre()
    {
        using Mat mat = new(60, 120, MatType.CV_8UC3, Scalar.Black);
        Cv2.Rectangle(mat, new Rect(50, 20, 20, 20), Scalar.White, -1);
        using Picture picture = new(mat);
        using PicturePreparer preparer = new(new PreparationSpec { Mode = ResizeMode.Crop, Width = 20, Height = 20, ShorterSide = 60 });

        PixelView prepared = preparer.Prepare(picture.Pixels, out InputMapping mapping);

        Assert.All(Copy(prepared), v => Assert.Equal(255, v));
        Assert.Equal(new BoundingBox(50, 20, 20, 20), mapping.ToSource(new BoundingBox(0, 0, 20, 20)));
    }

    [Fact]
    public void StretchCrop_WidePicture_TakesTheMiddleOfTheStretchedOne()
    {
        // 120 x 60 becomes 60 x 60: the mark of 40 x 20 in the middle is then 20 x 20.
        using Mat mat = new(60, 120, MatType.CV_8UC3, Scalar.Black);
        Cv2.Rectangle(mat, new Rect(40, 20, 40, 20), Scalar.White, -1);
        using Picture picture = new(mat);
        using PicturePreparer preparer = new(new PreparationSpec { Mode = ResizeMode.StretchCrop, Width = 18, Height = 18, ShorterSide = 60 });

        PixelView prepared = preparer.Prepare(picture.Pixels, out InputMapping mapping);

        Assert.All(Copy(prepared), v => Assert.Equal(255, v));
        Assert.Equal(new BoundingBox(42, 21, 36, 18), mapping.ToSource(new BoundingBox(0, 0, 18, 18)));
    }

    [Theory]
    [InlineData(ResizeMode.Crop, 20_000, 1)]
    [InlineData(ResizeMode.StretchCrop, 20_000, 1)]
    [InlineData(ResizeMode.Crop, 1, 20_000)]
    [InlineData(ResizeMode.ShorterSide, 20_000, 1)]
    [InlineData(ResizeMode.Letterbox, 20_000, 1)]
    [InlineData(ResizeMode.Stretch, 1, 20_000)]
    public void Prepare_ThinLine_NeedsLittleMemory(ResizeMode mode, int width, int height)
    {
        using Picture picture = Picture.Random(width, height, 4);
        using PicturePreparer preparer = new(new PreparationSpec { Mode = mode, Width = 224, Height = 224, ShorterSide = 256 });

        PixelView prepared = preparer.Prepare(picture.Pixels, out InputMapping mapping);

        Assert.True((long)prepared.Width * prepared.Height <= 8 * 256 * 256);
        BoundingBox middle = mapping.ToPrepared(new BoundingBox(0, 0, width, height));
        // A cut lies on whole pixels of the picture: at most half of one away.
        Assert.Equal(prepared.Width / 2.0, middle.X + (middle.Width / 2), mode == ResizeMode.ShorterSide ? 1024 : Math.Max(1.0, mapping.ScaleX / 2));
    }

    [Fact]
    public void Mapping_AnyModeAndSize_GoesThereAndBack()
        => Prop.ForAll(
            ArbMap.Default.GeneratorFor<int>().ToArbitrary(),
            seed =>
            {
                Random random = new(seed);
                int side = random.Next(8, 64);
                PreparationSpec spec = new()
                {
                    Mode = (ResizeMode)random.Next(5),
                    Width = side,
                    Height = random.Next(8, side + 1),
                    ShorterSide = side + random.Next(0, 20),
                    MultipleOf = random.Next(1, 33),
                    Centred = random.Next(2) == 0,
                };
                using Picture picture = Picture.Random(random.Next(1, 300), random.Next(1, 300), seed);
                using PicturePreparer preparer = new(spec);
                PixelView prepared = preparer.Prepare(picture.Pixels, out InputMapping mapping);
                BoundingBox box = new(random.NextDouble() * picture.Pixels.Width, random.NextDouble() * picture.Pixels.Height, 1 + random.Next(50), 1 + random.Next(50));
                BoundingBox back = mapping.ToSource(mapping.ToPrepared(box));
                bool same = Math.Abs(back.X - box.X) < 1e-6 && Math.Abs(back.Bottom - box.Bottom) < 1e-6;
                bool whole = spec.Mode != ResizeMode.Stretch
                    || mapping.ToPrepared(new BoundingBox(0, 0, picture.Pixels.Width, picture.Pixels.Height)) is { X: 0, Y: 0 } all
                    && Math.Abs(all.Right - prepared.Width) < 1e-6;
                return same && whole && (spec.Mode != ResizeMode.ShorterSide || (prepared.Width % spec.MultipleOf == 0 && prepared.Height % spec.MultipleOf == 0));
            }).QuickCheckThrowOnFailure();

    private static byte[] Copy(PixelView view) => [.. Enumerable.Range(0, view.Height).SelectMany(y => view.Row(y).ToArray())];
}
