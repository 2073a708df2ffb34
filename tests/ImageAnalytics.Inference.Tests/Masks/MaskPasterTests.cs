using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Inference.Masks;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Masks;

/// <summary>Pasted masks against a plain walk over all pixels, and drawn shapes whose place is known.</summary>
public sealed class MaskPasterTests
{
    private static readonly float[] s_full = [1, 1, 1, 1];
    private readonly MaskPaster _paster = new();

    [Fact]
    public void Paste_FullMask_SetsThePixelsWhoseCentresLieInTheBox()
    {
        RunLengths mask = Paste(s_full, 2, 2, new BoundingBox(2.4, 1, 3.2, 2.6), 10, 8, 0.25);

        // Beyond the border all is 0, so a full mask falls to a quarter in its corners. Columns 2 to 5 have centres from 2.5 to 5.5, rows 1 to 3 from 1.5 to 3.5.
        Assert.Equal(new BoundingBox(2, 1, 4, 3), mask.Bounds);
        Assert.Equal(12, mask.Area);
    }

    [Fact]
    public void Paste_LeftHalfSet_CutsInTheMiddle()
    {
        RunLengths mask = Paste([1, 0, 1, 0], 2, 2, new BoundingBox(10, 20, 40, 60), 100, 100, 0.5);

        Assert.Equal(10, mask.Bounds.X);
        Assert.Equal(30, mask.Bounds.Right);
    }

    [Fact]
    public void Paste_Circle_KeepsItsArea()
    {
        const int Side = 24;
        float[] circle = [.. Enumerable.Range(0, Side * Side).Select(i => double.Hypot((i % Side) + 0.5 - (Side / 2), (i / Side) + 0.5 - (Side / 2)) < Side / 2 ? 1f : 0f)];

        RunLengths mask = Paste(circle, Side, Side, new BoundingBox(100, 50, 240, 240), 640, 480, 0.5);

        Assert.Equal(Math.PI * 120 * 120, mask.Area, 0.02 * Math.PI * 120 * 120);
        Assert.Equal(220, mask.Bounds.X + (mask.Bounds.Width / 2), 1.0);
        Assert.Equal(170, mask.Bounds.Y + (mask.Bounds.Height / 2), 1.0);
    }

    [Fact]
    public void Paste_AnyMask_EqualsAPlainWalkOverAllPixels()
        => Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            RunLengths mask = Paste(c.Values, c.Columns, c.Rows, c.Box, c.Width, c.Height, c.Threshold);
            return mask.ToPixels().AsSpan().SequenceEqual(Walk(c));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Paste_AnyMask_LiesInItsBoxAsItIsStored()
        => Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            BoundingBox bounds = Paste(c.Values, c.Columns, c.Rows, c.Box, c.Width, c.Height, 0).Bounds, stored = Rounded(c.Box.ClipTo(c.Width, c.Height));
            // The outermost pixels' cells meet the box.
            return bounds.IsEmpty || (bounds.X + 1 > stored.X && bounds.Y + 1 > stored.Y && bounds.Right - 1 < stored.Right && bounds.Bottom - 1 < stored.Bottom);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Paste_IntoACropsBox_EqualsPastingIntoTheImage()
        => Prop.ForAll(Cases().ToArbitrary(), Gen.Choose(0, 20).ArrayOf(2).ToArbitrary(), (c, offset) =>
        {
            // The same box, once in an image of its own and once in a region of a larger one.
            RunLengths alone = Paste(c.Values, c.Columns, c.Rows, c.Box, c.Width, c.Height, c.Threshold);
            BoundingBox region = new(offset[0], offset[1], c.Width, c.Height), moved = c.Box.Offset(offset[0], offset[1]);
            RunLengths placed = _paster.Paste(new SoftMask(c.Values, c.Columns, c.Rows, default), moved, moved.Intersect(region), c.Width + 30, c.Height + 25, c.Threshold);
            return placed.Counts.SequenceEqual(
                RunLengths.FromWindow(c.Width + 30, c.Height + 25, offset[0], offset[1], c.Width, c.Height, alone.ToPixels()).Counts);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Paste_BetweenPixels_IsEmpty()
        => Assert.Equal(0, Paste(s_full, 2, 2, new BoundingBox(3.6, 3.6, 0.8, 0.8), 10, 10, 0.5).Area);

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(200, 5)]
    [InlineData(1, 0)]
    public void Paste_NoBoxInThePicture_IsEmpty(double x, double width)
        => Assert.Equal([100], Paste(s_full, 2, 2, new BoundingBox(x, 1, width, 5), 10, 10, 0.5).Counts.ToArray());

    [Fact]
    public void Paste_NumbersThatAreNone_AreNotSet()
        => Assert.Equal(0, Paste([float.NaN, float.NegativeInfinity, float.NaN, float.PositiveInfinity], 2, 2, new BoundingBox(0, 0, 10, 10), 10, 10, 0.1).Area);

    [Fact]
    public void Paste_ThresholdZero_SetsNoPixelOfAnEmptyMask()
        => Assert.Equal(0, Paste([0, 0, 0, 0], 2, 2, new BoundingBox(0, 0, 10, 10), 10, 10, 0).Area);

    [Fact]
    public void Paste_HundredMegapixels_HoldsRunsAlone()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        RunLengths mask = Paste([1, 0, 0, 1], 2, 2, new BoundingBox(10, 10, 9_900, 9_900), 10_000, 10_000, 0.5);

        Assert.InRange(mask.Area, 30_000_000, 50_000_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    private RunLengths Paste(float[] values, int columns, int rows, BoundingBox box, int width, int height, double threshold)
        => _paster.Paste(new SoftMask(values, columns, rows, default), box, new BoundingBox(0, 0, width, height), width, height, threshold);

    // Coordinates are eighths, so that moving a box by whole pixels changes no bit of what follows.
    private static Gen<Case> Cases()
        => from size in Gen.Choose(1, 40).ArrayOf(2)
           from cells in Gen.Choose(1, 6).ArrayOf(2)
           from edges in Gen.Choose(-80, 320).ArrayOf(2)
           from sides in Gen.Choose(1, 300).ArrayOf(2)
           from values in Gen.Choose(0, 8).ArrayOf(cells[0] * cells[1])
           from threshold in Gen.Elements(0.25, 0.5, 0.7)
           select new Case(
               [.. values.Select(v => v / 8f)], cells[0], cells[1],
               new BoundingBox(edges[0] / 8.0, edges[1] / 8.0, sides[0] / 8.0, sides[1] / 8.0), size[0], size[1], threshold);

    private static byte[] Walk(Case c)
    {
        byte[] pixels = new byte[c.Width * c.Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = (i % c.Width) + 0.5, y = (i / c.Width) + 0.5;
            bool inside = x >= c.Box.X && x <= c.Box.Right && y >= c.Box.Y && y <= c.Box.Bottom;
            pixels[i] = (byte)(inside && ValueAt(c, x, y) is > 0 and var value && value >= c.Threshold ? 1 : 0);
        }

        return pixels;
    }

    private static double ValueAt(Case c, double x, double y)
    {
        double column = ((x - c.Box.X) / c.Box.Width * c.Columns) - 0.5, row = ((y - c.Box.Y) / c.Box.Height * c.Rows) + 0.5;
        int left = (int)Math.Floor(column), top = (int)Math.Floor(row);
        double above = Across(top - 1), below = Across(top);
        return above + ((below - above) * (row - top));

        double Across(int r) => (Cell(r, left) * (1 - (column - left))) + (Cell(r, left + 1) * (column - left));

        double Cell(int r, int k) => r >= 0 && r < c.Rows && k >= 0 && k < c.Columns ? c.Values[(r * c.Columns) + k] : 0;
    }

    private static BoundingBox Rounded(BoundingBox box) => new(Round(box.X), Round(box.Y), Round(box.Width), Round(box.Height));

    private static double Round(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);

    private sealed record Case(float[] Values, int Columns, int Rows, BoundingBox Box, int Width, int Height, double Threshold);
}
