using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Reporting.Tests;

/// <summary>Masks as the page draws them: few bytes, and the right place.</summary>
public sealed partial class MaskTracerTests
{
    [Fact]
    public void Trace_Rectangle_IsFourPointsAtThumbnailScale()
    {
        MaskOutline outline = MaskTracer.Trace(Mask(2400, 1600, m => m.Rectangle(new Rect(400, 200, 1000, 800), Scalar.White, -1)))!;
        Assert.Equal((240, 160), (outline.Width, outline.Height));
        Assert.Equal("M40 20l0 79 99 0 0-79z", outline.Path);
    }

    [Fact]
    public void Trace_SmallPicture_IsNotEnlarged()
    {
        MaskOutline outline = MaskTracer.Trace(Mask(32, 20, m => m.Rectangle(new Rect(4, 4, 10, 10), Scalar.White, -1)))!;
        Assert.Equal((32, 20), (outline.Width, outline.Height));
    }

    [Fact]
    public void Trace_Hole_IsAnOutlineInsideTheOutline()
    {
        MaskOutline outline = MaskTracer.Trace(Mask(240, 240, m =>
        {
            m.Rectangle(new Rect(40, 40, 160, 160), Scalar.White, -1);
            m.Rectangle(new Rect(80, 80, 80, 80), Scalar.Black, -1);
        }))!;
        Assert.Equal(2, outline.Path.Count(c => c == 'M'));
        Assert.InRange(AreaOf(outline), (160 * 160) - (80 * 80) - 700, (160 * 160) - (80 * 80) + 700);
    }

    [Fact]
    public void Trace_ShapeOfManyEdges_StaysSmall()
    {
        Random random = new(3);
        MaskOutline outline = MaskTracer.Trace(Mask(800, 800, m =>
        {
            for (int i = 0; i < 4000; i++)
            {
                m.Circle(new Point(random.Next(800), random.Next(800)), random.Next(9), Scalar.White, -1);
            }
        }))!;
        Assert.InRange(outline.Path.Length, 1, 2400);
    }

    [Fact]
    public void Trace_Ellipses_CoverWhatTheMaskCovers()
        => Prop.ForAll(Gen.Choose(100, 1400).Two().ToArbitrary(), Gen.Choose(20, 90).Three().ToArbitrary(), (size, parts) =>
        {
            (int width, int height) = size;
            RotatedRect ellipse = new(new Point2f(width * parts.Item1 / 110f, height * parts.Item2 / 110f), new Size2f(width * parts.Item3 / 150f, height * parts.Item3 / 200f), parts.Item1 * 3);
            Mask mask = Mask(width, height, m => m.Ellipse(ellipse, Scalar.White, -1));
            MaskOutline outline = MaskTracer.Trace(mask)!;
            double expected = (double)mask.Area * outline.Width * outline.Height / ((double)width * height);
            // The outline goes through the centres of the outermost cells: half a cell is missing all around.
            return Math.Abs(AreaOf(outline) - expected) < (0.08 * expected) + (2.0 * (outline.Width + outline.Height));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(10, 10, "")]
    [InlineData(10, 10, "\"><script>")]
    [InlineData(10, 10, "oooooooooooooooo")]
    [InlineData(100000, 100000, "0")]
    public void Trace_TextOfAnyone_IsNotDrawn(int width, int height, string text) => Assert.Null(MaskTracer.Trace(new Mask(width, height, text, 5)));

    [Fact]
    public void Trace_NothingSetOrTooSmallToSee_IsNotDrawn()
    {
        Assert.Null(MaskTracer.Trace(Mask(100, 100, _ => { })));
        Assert.Null(MaskTracer.Trace(Mask(4000, 4000, m => m.Rectangle(new Rect(100, 100, 8, 8), Scalar.White, -1))));
    }

    internal static Mask Mask(int width, int height, Action<Mat> draw)
    {
        using Mat mat = new(height, width, MatType.CV_8UC1, Scalar.Black);
        draw(mat);
        byte[] pixels = new byte[width * height];
        System.Runtime.InteropServices.Marshal.Copy(mat.Data, pixels, 0, pixels.Length);
        return RunLengths.FromPixels(width, height, pixels).ToMask();
    }

    // The shoelace formula; an outline inside another takes away.
    private static double AreaOf(MaskOutline outline)
    {
        double[] areas = [.. outline.Path.Split('z', StringSplitOptions.RemoveEmptyEntries).Select(AreaOf)];
        return areas.Max() - areas.Order().SkipLast(1).Sum();
    }

    private static double AreaOf(string outline)
    {
        int[] numbers = [.. Number().Matches(outline).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))];
        (double x, double y, double twice) = (numbers[0], numbers[1], 0);
        (double firstX, double firstY) = (x, y);
        for (int i = 2; i + 1 < numbers.Length; i += 2)
        {
            (double nextX, double nextY) = (x + numbers[i], y + numbers[i + 1]);
            twice += (x * nextY) - (nextX * y);
            (x, y) = (nextX, nextY);
        }

        return Math.Abs(twice + (x * firstY) - (firstX * y)) / 2;
    }

    [GeneratedRegex(@"-?\d+")]
    private static partial Regex Number();
}
