using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Training.Augmentation;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Augmentation;

public sealed class AugmenterTests
{
    private static readonly AugmentationOptions s_all = new()
    {
        Width = 96, Height = 80, FlipHorizontal = 0.5, FlipVertical = 0.5, QuarterTurns = true, Rotation = 180, ScaleFrom = 0.7, ScaleTo = 1.6, Stretch = 0.3, Shear = 0.3, Shift = 0.2,
        Elastic = 0.05, Brightness = 0.2, Contrast = 0.3, Gamma = 0.3, Saturation = 0.4, Hue = 30, Noise = 10, Blur = 1, Cutouts = 2, Occasion = 0.5, MinVisible = 0.2,
    };

    [Fact]
    public void Apply_NothingAsked_ChangesNothing()
    {
        using Mat picture = Noise(40, 30, 1);
        using Augmenter augmenter = new(new AugmentationOptions(), 1);
        AugmentedSample sample = augmenter.Apply(picture, [Box(3, 4, 10, 12)], 0, 0);
        Assert.True(AreEqual(picture, sample.Picture));
        Assert.Equal(new BoundingBox(3, 4, 10, 12), Assert.Single(sample.Objects).Box);
    }

    [Fact]
    public void Apply_FinalStrengthIsNone_EndsWithThePictureAsItIs()
    {
        using Mat picture = Noise(40, 30, 1);
        using Augmenter augmenter = new(s_all with { Width = null, Height = null, FlipHorizontal = 0, FlipVertical = 0, QuarterTurns = false, FinalStrength = 0 }, 1, epochs: 5);
        Assert.False(AreEqual(picture, augmenter.Apply(picture, [], 3, 0).Picture));
        Assert.True(AreEqual(picture, augmenter.Apply(picture, [], 4, 0).Picture));
        Assert.False(AreEqual(picture, augmenter.Apply(picture, [], 0, 0).Picture));
    }

    [Fact]
    public void InEpoch_GoesEvenlyFromFullToFinalStrength()
    {
        AugmentationOptions options = new() { Rotation = 10, ScaleFrom = 0.25, ScaleTo = 4, FlipHorizontal = 0.5, Occasion = 0.4, FinalStrength = 0.5 };
        Assert.Equal([10, 8.75, 7.5, 6.25, 5, 5], Enumerable.Range(0, 6).Select(e => options.InEpoch(e, 5).Rotation));
        AugmentationOptions last = options.InEpoch(4, 5);
        Assert.Equal((0.5, 2, 0.5, 0.4), (last.ScaleFrom, last.ScaleTo, last.FlipHorizontal, last.Occasion));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void Apply_FlipTwice_GivesThePictureBack(double horizontal, double vertical)
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Sizes(), size =>
        {
            using Mat picture = Noise(size.Width, size.Height, 2);
            using Augmenter first = new(new AugmentationOptions { FlipHorizontal = horizontal, FlipVertical = vertical }, 3), second = new(new AugmentationOptions { FlipHorizontal = horizontal, FlipVertical = vertical }, 4);
            BoundingBox box = new(1, 2, size.Width / 2, size.Height / 3);
            AugmentedSample once = first.Apply(picture, [Box(box.X, box.Y, box.Width, box.Height)], 0, 0), twice = second.Apply(once.Picture, once.Objects, 0, 0);
            return AreEqual(picture, twice.Picture) && IsNear(twice.Objects[0].Box, box) && once.IsMirrored == (horizontal != vertical);
        }));

    [Fact]
    public void Apply_QuarterTurns_MovePixelsWithoutMixing()
    {
        using Mat picture = Noise(31, 20, 5);
        using Augmenter augmenter = new(new AugmentationOptions { QuarterTurns = true }, 1);
        HashSet<RotateFlags?> seen = [];
        for (int image = 0; image < 40; image++)
        {
            Mat turned = augmenter.Apply(picture, [], 0, image).Picture;
            RotateFlags?[] fitting = [.. ((RotateFlags?[])[null, RotateFlags.Rotate90Clockwise, RotateFlags.Rotate180, RotateFlags.Rotate90Counterclockwise]).Where(f => AreEqual(Turned(picture, f), turned))];
            seen.Add(Assert.Single(fitting));
        }

        Assert.Equal(4, seen.Count);
    }

    [Theory]
    [InlineData(1, 64, 64)]
    [InlineData(0.95, 64, 64)]
    [InlineData(0.25, 64, 48)]
    [InlineData(1, 40, 90)]
    public void Bending_AsStrongAsItMayBe_FoldsNothing(double grid, int width, int height)
    {
        using ElasticField field = new();
        AugmentationOptions options = new() { ElasticGrid = grid, Elastic = 0.25 * grid };
        Assert.Empty(options.Problems());
        for (int image = 0; image < 300; image++)
        {
            AugmentationRandom random = new(1, 0, image);
            Placement placement = Placement.Draw(new AugmentationOptions(), width, height, ref random);
            field.Draw(options, placement, ref random);
            field.WriteMaps(placement);
            field.MapX.GetArray(out float[] x);
            field.MapY.GetArray(out float[] y);
            Assert.DoesNotContain(Enumerable.Range(0, x.Length), i => (i % width > 0 && x[i] <= x[i - 1]) || (i >= width && y[i] <= y[i - width]));
        }
    }

    [Fact]
    public void Apply_Shear_MovesRowsSidewaysByTheirDistanceFromTheMiddle()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), image =>
        {
            using Mat picture = Noise(100, 80, 1);
            using Augmenter augmenter = new(new AugmentationOptions { Shear = 0.2 }, 1);
            ImagePoint[] column = [new(50, 10), new(50, 40), new(50, 70)];
            IReadOnlyList<ImagePoint> moved = Assert.Single(augmenter.Apply(picture, [Box(20, 5, 60, 70) with { Points = column }], 0, image).Objects).Points;
            double above = moved[0].X - 50, below = moved[2].X - 50;
            return moved.Select(p => (double)p.Y).SequenceEqual([10, 40, 70]) && moved[1].X == 50 && above != 0 && Math.Abs(above) <= 6 && Math.Abs(above + below) < 1e-6;
        }));

    [Fact]
    public void Apply_Flip_SwapsTheFacesSides()
    {
        using Mat picture = Noise(100, 100, 1);
        using Augmenter augmenter = new(new AugmentationOptions { FlipHorizontal = 1 }, 1);
        ImagePoint[] face = [new(30, 40), new(70, 41), new(52, 60), new(35, 80), new(66, 79)];
        AugmentationObject moved = Assert.Single(augmenter.Apply(picture, [Box(10, 10, 80, 80) with { Points = face }], 0, 0).Objects);
        Assert.Equal([new(30, 41), new(70, 40), new(48, 60), new(34, 79), new(65, 80)], moved.Points);
    }

    [Fact]
    public void Apply_Anything_KeepsBoxesInsideAndOnTheirMasks()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), image =>
        {
            using Mat picture = Noise(90, 70, 1), mask = Ellipse(90, 70, 40, 30, 14, 9), map = Ellipse(90, 70, 60, 50, 8, 12);
            using Augmenter augmenter = new(s_all, 9);
            AugmentedSample sample = augmenter.Apply(picture, [Box(0, 0, 1, 1) with { Mask = mask }, Box(0, 0, 1, 1) with { Instance = 255 }, Box(20, 20, 15, 25)], 1, image, map);
            return sample.Picture.Size() == new Size(96, 80) && sample.Objects.All(o => !o.Box.IsEmpty && o.Box.X >= 0 && o.Box.Y >= 0 && o.Box.Right <= 96 && o.Box.Bottom <= 80)
                && sample.Objects.Where(o => o.Mask is not null).All(o => IsBoxOf(o.Box, o.Mask!))
                && sample.Objects.Where(o => o.Instance > 0).All(o => IsBoxOf(o.Box, sample.LabelMap!));
        }));

    [Fact]
    public void Apply_AnyWarp_KeepsMasksMapsPixelsAndPointsTogether()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), image =>
        {
            // What is set in the mask is white in the picture, so that the warped ones must say the same but for the border's pixels.
            using Mat mask = Ellipse(120, 100, 60, 45, 20, 13), dot = Ellipse(120, 100, 60, 45, 3, 3), picture = new();
            Cv2.CvtColor(mask, picture, ColorConversionCodes.GRAY2BGR);
            AugmentationOptions warp = s_all with { Width = 120, Height = 120, Brightness = 0, Contrast = 0, Gamma = 0, Saturation = 0, Hue = 0, Noise = 0, Blur = 0, Cutouts = 0, Occasion = 1, Shift = 0.05 };
            using Augmenter augmenter = new(warp, 9);
            AugmentedSample sample = augmenter.Apply(picture, [Box(0, 0, 0, 0) with { Mask = mask }, Box(40, 31, 41, 30), Box(0, 0, 0, 0) with { Mask = dot, Points = [new ImagePoint(60.5, 45.5)] }], 0, image, mask);
            using Mat grey = new(), white = new(), differs = new(), ofMap = new();
            Cv2.CvtColor(sample.Picture, grey, ColorConversionCodes.BGR2GRAY);
            Cv2.Threshold(grey, white, 127, 255, ThresholdTypes.Binary);
            Cv2.BitwiseXor(white, sample.Objects[0].Mask!, differs);
            Cv2.BitwiseXor(sample.LabelMap!, sample.Objects[0].Mask!, ofMap);
            Moments moments = Cv2.Moments(sample.Objects[2].Mask!, true);
            ImagePoint point = sample.Objects[2].Points[0];
            // What is bent is larger on one side of its point than on the other.
            double bent = 1 + (0.2 * Math.Sqrt(moments.M00));
            BoundingBox loose = sample.Objects[1].Box;
            return Cv2.CountNonZero(differs) < 0.04 * Cv2.CountNonZero(sample.LabelMap!) && Cv2.CountNonZero(ofMap) == 0
                && IsInside(sample.Objects[2].Mask!, point) && Math.Abs((moments.M10 / moments.M00) + 0.5 - point.X) < bent && Math.Abs((moments.M01 / moments.M00) + 0.5 - point.Y) < bent
                && sample.Objects[0].Box.Intersect(loose).Area > 0.93 * sample.Objects[0].Box.Area;
        }));

    [Fact]
    public void Apply_SameSeedEpochAndImage_GivesTheSameWhateverCameBefore()
    {
        using Mat picture = Noise(64, 64, 1);
        using Augmenter one = new(s_all, 5), other = new(s_all, 5), third = new(s_all, 6);
        other.Apply(picture, [], 0, 99);
        using Mat expected = one.Apply(picture, [], 2, 7).Picture.Clone();
        Assert.True(AreEqual(expected, other.Apply(picture, [], 2, 7).Picture));
        Assert.False(AreEqual(expected, other.Apply(picture, [], 3, 7).Picture));
        Assert.False(AreEqual(expected, other.Apply(picture, [], 2, 8).Picture));
        Assert.False(AreEqual(expected, third.Apply(picture, [], 2, 7).Picture));
    }

    [Fact]
    public void Apply_ObjectThatLeaves_IsDropped()
    {
        using Mat picture = Noise(100, 100, 1);
        using Augmenter augmenter = new(new AugmentationOptions { Width = 50, Height = 50, Fit = AugmentationFit.Crop, MinVisible = 0.5 }, 1);
        for (int image = 0; image < 50; image++)
        {
            AugmentedSample sample = augmenter.Apply(picture, [Box(0, 0, 20, 20), Box(40, 40, 20, 20)], 0, image);
            Assert.All(sample.Objects, o => Assert.True(o.Box.Area >= 200));
        }
    }

    [Fact]
    public void Apply_CutoutOverMask_TakesItOutOfTheMask()
    {
        using Mat picture = Noise(60, 60, 1), mask = new(60, 60, MatType.CV_8UC1, Scalar.White);
        using Augmenter augmenter = new(new AugmentationOptions { Cutouts = 3, CutoutSide = 0.9, Shade = 7, MinVisible = 0 }, 1);
        AugmentedSample sample = augmenter.Apply(picture, [Box(0, 0, 0, 0) with { Mask = mask }], 0, 3);
        Mat left = sample.Objects[0].Mask!;
        Assert.InRange(Cv2.CountNonZero(left), 1, 3599);
        for (int i = 0; i < 3600; i++)
        {
            Assert.True(left.At<byte>(i / 60, i % 60) != 0 || sample.Picture.At<Vec3b>(i / 60, i % 60).Equals(new Vec3b(7, 7, 7)));
        }
    }

    [Fact]
    public void Apply_GreyPicture_StaysGrey()
    {
        using Mat digit = Ellipse(28, 28, 14, 14, 8, 5);
        using Augmenter augmenter = new(s_all with { Width = null, Height = null }, 1);
        Assert.Equal((MatType.CV_8UC1, new Size(28, 28)), (augmenter.Apply(digit, [], 0, 0).Picture.Type(), augmenter.Apply(digit, [], 0, 1).Picture.Size()));
    }

    [Fact]
    public void Augmenter_OptionsOutOfRange_AreAllNamed()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new Augmenter(new AugmentationOptions { Rotation = 400, Noise = double.NaN, ScaleFrom = 2, ScaleTo = 1 }, 1));
        Assert.Contains("Rotation is 400, but must be from 0 to 180. ScaleTo is 1, but must be from 2 to 20. Noise is NaN", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelMaps_Draw_NumbersMasks()
    {
        RunLengths first = RunLengths.FromWindow(20, 10, 2, 3, 2, 2, [1, 1, 1, 0]), second = RunLengths.FromWindow(20, 10, 3, 3, 1, 1, [1]);
        LabelledObject[] objects = [.. ((RunLengths[])[first, second]).Select(r => new LabelledObject { ClassId = 0, Box = r.Bounds, Mask = r.ToMask() })];
        using Mat map = new();
        LabelMaps.Draw(objects, 20, 10, map);
        Assert.Equal((1, 2, 1, 0), (map.At<ushort>(3, 2), map.At<ushort>(3, 3), map.At<ushort>(4, 2), map.At<ushort>(4, 3)));
        Assert.Equal(3, Cv2.CountNonZero(map));
    }

    private static Arbitrary<Size> Sizes() => Gen.Choose(4, 90).SelectMany(w => Gen.Choose(4, 90).Select(h => new Size(w, h))).ToArbitrary();

    private static AugmentationObject Box(double x, double y, double width, double height) => new() { ClassId = 1, Box = new BoundingBox(x, y, width, height) };

    private static bool IsNear(BoundingBox a, BoundingBox b)
        => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) + Math.Abs(a.Right - b.Right) + Math.Abs(a.Bottom - b.Bottom) < 1e-6;

    private static bool IsInside(Mat mask, ImagePoint point) => mask.At<byte>((int)point.Y, (int)point.X) > 0;

    private static bool IsBoxOf(BoundingBox box, Mat mask)
    {
        Rect found = Cv2.BoundingRect(mask);
        return box == new BoundingBox(found.X, found.Y, found.Width, found.Height);
    }

    private static bool AreEqual(Mat a, Mat b) => a.Size() == b.Size() && a.Type() == b.Type() && Cv2.Norm(a, b, NormTypes.L1) == 0;

    private static Mat Turned(Mat picture, RotateFlags? how)
    {
        Mat turned = picture.Clone();
        if (how is { } flag)
        {
            Cv2.Rotate(picture, turned, flag);
        }

        return turned;
    }

    private static Mat Noise(int width, int height, int seed)
    {
        byte[] values = new byte[width * height * 3];
        new System.Random(seed).NextBytes(values);
        return Mat.FromPixelData(height, width, MatType.CV_8UC3, values).Clone();
    }

    private static Mat Ellipse(int width, int height, int x, int y, int a, int b)
    {
        Mat mask = new(height, width, MatType.CV_8UC1, Scalar.Black);
        Cv2.Ellipse(mask, new Point(x, y), new Size(a, b), 20, 0, 360, Scalar.White, -1);
        return mask;
    }
}
