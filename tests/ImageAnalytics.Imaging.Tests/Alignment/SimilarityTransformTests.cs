using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Imaging.Alignment;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging.Tests.Alignment;

public sealed class SimilarityTransformTests
{
    [Fact]
    public void Fit_QuarterTurnTwiceTheSizeAndAShift_IsRecovered()
    {
        ImagePoint[] from = [new(0, 0), new(1, 0), new(0, 1)], to = [new(10, 20), new(10, 22), new(8, 20)];

        SimilarityTransform fitted = SimilarityTransform.Fit(from, to)!.Value;

        Assert.Equal((0, 2, 10, 20), (Round(fitted.A), Round(fitted.B), Round(fitted.ShiftX), Round(fitted.ShiftY)));
        Assert.Equal(2, fitted.Scale, 1e-12);
    }

    [Fact]
    public void Fit_AnySimilarity_IsRecoveredExactly()
        => Prop.ForAll(Seeds(), seed =>
        {
            Random random = new(seed);
            SimilarityTransform truth = Transform(random);
            ImagePoint[] from = Points(random);
            SimilarityTransform? fitted = SimilarityTransform.Fit(from, [.. from.Select(truth.Map)]);
            return fitted is { } f && from.All(p => Distance(f.Map(p), truth.Map(p)) < 1e-6 * Math.Max(1, truth.Scale));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fit_AnyPoints_NoNeighbouringTransformIsNearer()
        => Prop.ForAll(Seeds(), seed =>
        {
            Random random = new(seed);
            ImagePoint[] from = Points(random), to = Points(random);
            if (SimilarityTransform.Fit(from, to) is not { } f)
            {
                return true;
            }

            double best = Error(f, from, to);
            double[] steps = [1e-3, -1e-3];
            return steps.All(s =>
                Error(f with { A = f.A + s }, from, to) >= best && Error(f with { B = f.B + s }, from, to) >= best
                && Error(f with { ShiftX = f.ShiftX + s }, from, to) >= best && Error(f with { ShiftY = f.ShiftY + s }, from, to) >= best);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fit_MirroredPoints_AreTurnedButNeverMirrored()
        => Prop.ForAll(Seeds(), seed =>
        {
            Random random = new(seed);
            ImagePoint[] from = Points(random);
            // A mirror image has no exact answer; whatever is fitted keeps the sense of rotation.
            return SimilarityTransform.Fit(from, [.. from.Select(p => new ImagePoint(-p.X, p.Y))]) is not { } f
                || Cross(f.Map(from[0]), f.Map(from[1]), f.Map(from[2])) * Cross(from[0], from[1], from[2]) >= 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Inverse_AnySimilarity_LeadsBack()
        => Prop.ForAll(Seeds(), seed =>
        {
            Random random = new(seed);
            SimilarityTransform truth = Transform(random);
            return Points(random).All(p => Distance(truth.Inverse().Map(truth.Map(p)), p) < 1e-6);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fit_PointsThatFallTogetherOrAreNotFinite_IsNotDetermined()
    {
        ImagePoint[] template = [new(1, 1), new(2, 1), new(1, 2)];
        Assert.Null(SimilarityTransform.Fit([new(7, 7), new(7, 7), new(7, 7)], template));
        Assert.Null(SimilarityTransform.Fit([new(1e6, 1e6), new(1e6 + 1e-9, 1e6), new(1e6, 1e6)], template));
        Assert.Null(SimilarityTransform.Fit([new(0, double.NaN), new(1, 0), new(0, 1)], template));
        Assert.Null(SimilarityTransform.Fit([new(0, double.PositiveInfinity), new(1, 0), new(0, 1)], template));
        Assert.Null(SimilarityTransform.Fit([new(0, 0), new(1, 0), new(0, 1)], [new(5, 5), new(5, 5), new(5, 5)]));
    }

    [Fact]
    public void Fit_DifferentNumbersOfPoints_IsRefused()
        => Assert.Contains("3 and 2 points", Assert.Throws<ArgumentException>(() => SimilarityTransform.Fit(new ImagePoint[3], new ImagePoint[2])).Message, StringComparison.Ordinal);

    private static Arbitrary<int> Seeds() => ArbMap.Default.GeneratorFor<int>().ToArbitrary();

    private static ImagePoint[] Points(Random random) => [.. Enumerable.Range(0, 5).Select(_ => new ImagePoint(random.NextDouble() * 500, random.NextDouble() * 500))];

    private static SimilarityTransform Transform(Random random)
    {
        double angle = random.NextDouble() * 2 * Math.PI, scale = Math.Exp((random.NextDouble() * 6) - 3);
        return new SimilarityTransform(scale * Math.Cos(angle), scale * Math.Sin(angle), (random.NextDouble() * 1000) - 500, (random.NextDouble() * 1000) - 500);
    }

    private static double Error(SimilarityTransform transform, ImagePoint[] from, ImagePoint[] to)
        => from.Zip(to).Sum(p => Math.Pow(Distance(transform.Map(p.First), p.Second), 2));

    private static double Distance(ImagePoint a, ImagePoint b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));

    private static double Cross(ImagePoint a, ImagePoint b, ImagePoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));

    private static double Round(double value) => Math.Round(value, 9);
}
