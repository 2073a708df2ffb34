using FsCheck;
using FsCheck.Fluent;

namespace ImageAnalytics.Sdk.Tests;

public sealed class RunLengthsTests
{
    private static readonly Arbitrary<DrawnMask> s_masks = DrawnMask.Any.ToArbitrary();

    /// <summary>Vectors that a second implementation of the COCO API's format gave.</summary>
    public static TheoryData<int, int, string, string> Vectors { get; } = new()
    {
        // width, height, counts, compressed text
        { 1, 1, "1", "1" },
        { 1, 1, "0,1", "01" },
        { 3, 2, "6", "6" },
        { 3, 2, "0,6", "06" },
        { 4, 3, "4,1,2,1,4", "41202" },
        { 8, 8, "9,6,2,6,2,6,33", "962000o0" },
        { 16, 6313, "0,1000,5,1,100000,2", "0Xo05iPOkdQ31" },
        { 3, 181, "272,2,4,4,4,4,2,9,1,2,16,43,143,24,5,8", "`824200N5OI?Y1o3]OfK@" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Compress_KnownVector_IsTheTextOfTheCocoFormat(int width, int height, string counts, string text)
    {
        int[] numbers = [.. counts.Split(',').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(text, RunLengths.FromCounts(width, height, numbers).Compress());
        Assert.Equal(numbers, RunLengths.Parse(width, height, text).Counts.ToArray());
    }

    [Fact]
    public void FromPixels_DrawnShape_CountsColumnByColumnUnsetFirst()
    {
        RunLengths runs = RunLengths.FromPixels(3, 2, [1, 0, 1, 1, 1, 0]);
        Assert.Equal([0, 2, 1, 2, 1], runs.Counts.ToArray());
        Assert.Equal((4, new BoundingBox(0, 0, 3, 2)), (runs.Area, runs.Bounds));
    }

    [Fact]
    public void Pixels_AnyMask_ComeBackThroughCountsAndText()
        => Prop.ForAll(s_masks, mask =>
        {
            RunLengths runs = mask.Encode();
            RunLengths counted = RunLengths.FromCounts(mask.Width, mask.Height, runs.Counts);
            RunLengths parsed = RunLengths.Of(counted.ToMask());
            return parsed.ToPixels().AsSpan().SequenceEqual(mask.Pixels) && parsed.Counts.SequenceEqual(runs.Counts);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Window_OfAnyMask_IsThatPartOfItsPixels()
        => Prop.ForAll(s_masks, mask =>
        {
            RunLengths runs = mask.Encode();
            int left = mask.Width / 3, top = mask.Height / 3, width = (mask.Width - left + 1) / 2, height = (mask.Height - top + 1) / 2;
            byte[] window = new byte[width * height], whole = runs.ToPixels();
            window.AsSpan().Fill(7);
            runs.CopyTo(left, top, width, height, window);
            return Enumerable.Range(0, window.Length).All(i => window[i] == whole[((top + (i / width)) * mask.Width) + left + (i % width)]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Window_BeyondTheMask_IsRefused()
        => Assert.Contains(
            "A window of 2 x 1 pixels at (2, 0) cannot be written to 2 values: it must lie in the mask of 3 x 2 pixels",
            Assert.Throws<ArgumentException>(() => RunLengths.FromPixels(3, 2, new byte[6]).CopyTo(2, 0, 2, 1, new byte[2])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Counts_AnyMask_AreCanonicalAndAddUpToThePicture()
        => Prop.ForAll(s_masks, mask =>
        {
            int[] counts = mask.Encode().Counts.ToArray();
            return counts.Sum() == mask.Width * mask.Height && counts[0] >= 0 && counts.Skip(1).All(count => count > 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AreaAndBounds_AnyMask_AreThoseOfItsPixels()
        => Prop.ForAll(s_masks, mask =>
        {
            RunLengths runs = mask.Encode();
            return runs.Area == mask.Count() && runs.Bounds == mask.Bounds();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FromWindow_AnyWindowInALargerPicture_EqualsTheWholePicture()
        => Prop.ForAll(s_masks, Gen.Choose(0, 9).ArrayOf(4).ToArbitrary(), (mask, margins) =>
        {
            DrawnMask whole = mask.PlacedIn(margins[0], margins[1], margins[2], margins[3]);
            RunLengths runs = RunLengths.FromWindow(whole.Width, whole.Height, margins[0], margins[1], mask.Width, mask.Height, mask.Pixels);
            return runs.Counts.SequenceEqual(whole.Encode().Counts);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Intersect_AnyTwoMasks_IsThatOfTheirPixels()
        => Prop.ForAll(DrawnMask.AnyPair.ToArbitrary(), pair =>
        {
            (DrawnMask a, DrawnMask b) = pair;
            byte[] both = [.. a.Pixels.Zip(b.Pixels, (x, y) => (byte)(x & y))];
            RunLengths runs = a.Encode().Intersect(b.Encode());
            double union = a.Count() + b.Count() - both.Sum(x => x);
            return runs.ToPixels().AsSpan().SequenceEqual(both)
                && runs.Counts.SequenceEqual(b.Encode().Intersect(a.Encode()).Counts)
                && a.Encode().IoU(b.Encode()) == (union == 0 ? 0 : both.Sum(x => x) / union);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryParse_AnyText_GivesAMaskOfTheSizeOrASentence()
        => Prop.ForAll(Gen.Choose(40, 115).Select(c => (char)c).ArrayOf().Select(c => new string(c)).ToArbitrary(), text =>
            RunLengths.TryParse(7, 5, text, out RunLengths? runs, out string? problem)
                ? runs.Counts.ToArray().Sum() == 35 && problem is null
                : runs is null && problem.EndsWith('.')).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "ends 6 pixels before the picture of 3 x 2 pixels does")]
    [InlineData("5", "ends 1 pixels before the picture of 3 x 2 pixels does")]
    [InlineData("7", "wrong at character 1: its run of 7 pixels does not fit the 6 pixels that are left of 3 x 2")]
    [InlineData("33O", "wrong at character 3: its run of -1 pixels")]
    [InlineData("3 3", "broken at character 2")]
    [InlineData("3p", "broken at character 2")]
    [InlineData("3é", "broken at character 2")]
    [InlineData("3P", "broken at character 3")]
    [InlineData("oooooooooooooooooooo", "broken at character 8")]
    [InlineData("_oooooO", "its run of")]
    public void Parse_HostileText_SaysWhereAndWhy(string text, string expected)
        => Assert.Contains(expected, Assert.Throws<FormatException>(() => RunLengths.Parse(3, 2, text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, -2)]
    [InlineData(65536, 65536)]
    public void ProblemOf_ImpossibleSize_SaysSo(int width, int height)
        => Assert.Contains($"A mask of {width} x {height} pixels cannot be", RunLengths.ProblemOf(new Mask(width, height, "6", 0)), StringComparison.Ordinal);

    [Fact]
    public void ProblemOf_AreaOfOtherPixels_SaysBoth()
    {
        Mask mask = RunLengths.FromPixels(2, 2, [1, 0, 0, 1]).ToMask();
        Assert.Null(RunLengths.ProblemOf(mask));
        Assert.Equal("Its text sets 2 pixels, but its area says 3.", RunLengths.ProblemOf(mask with { Area = 3 }));
    }

    [Fact]
    public void Parse_EmptyRunsInside_AreMerged()
        => Assert.Equal([2, 4], RunLengths.FromCounts(3, 2, [1, 0, 1, 3, 0, 1, 0]).Counts.ToArray());

    [Fact]
    public void FromCounts_WrongTotal_IsRefused()
    {
        Assert.Contains("must add up to width times height", Assert.Throws<ArgumentException>(() => RunLengths.FromCounts(3, 2, [1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RunLengths.FromCounts(3, 2, [1, 7]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunLengths.FromCounts(3, 2, [8, -2]));
    }

    [Fact]
    public void FromWindow_OutsideThePicture_IsRefused()
        => Assert.Contains("must lie in the picture of 3 x 2 pixels", Assert.Throws<ArgumentException>(() => RunLengths.FromWindow(3, 2, 2, 0, 2, 1, [1, 1])).Message, StringComparison.Ordinal);

    [Fact]
    public void IoU_MasksOfDifferentPictures_IsRefused()
        => Assert.Contains("both must cover the same picture", Assert.Throws<ArgumentException>(
            () => RunLengths.FromPixels(1, 2, [1, 1]).IoU(RunLengths.FromPixels(2, 1, [1, 1]))).Message, StringComparison.Ordinal);

    [Fact]
    public void FromWindow_GiganticPicture_NeedsNoBufferOfItsSize()
    {
        RunLengths runs = RunLengths.FromWindow(46340, 46340, 46339, 46339, 1, 1, [1]);
        Assert.Equal([(46340 * 46340) - 1, 1], runs.Counts.ToArray());
        Assert.Equal(new BoundingBox(46339, 46339, 1, 1), RunLengths.Of(runs.ToMask()).Bounds);
    }
}
