using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Families.Faces;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Families;

/// <summary>Formulas against numbers that were worked out by hand.</summary>
public sealed class FigureTests
{
    [Fact]
    public void AngularMargin_AddsTheMarginToTheAngleOfTheOwnPerson()
    {
        using var scope = NewDisposeScope();
        // The face lies at 60° from its own person and at 30° from the other; directions count by their angle alone.
        Tensor face = tensor([0.5f, (float)Math.Sqrt(0.75)], [1, 2]), people = tensor([2f, 0, 0, 5], [2, 2]);
        double own = 4 * Math.Cos((Math.PI / 3) + 0.3), other = 4 * Math.Cos(Math.PI / 6);
        Assert.Equal(Math.Log(1 + Math.Exp(other - own)), AngularMargin.Loss(face, people, tensor([0L]), 0.3, 4).item<float>(), 1e-5);
        Assert.Equal(Math.Log(1 + Math.Exp(4 * (Math.Cos(Math.PI / 6) - 0.5))), AngularMargin.Loss(face, people, tensor([0L]), 0, 4).item<float>(), 1e-5);
    }

    [Fact]
    public void AngularMargin_BeyondAStraightAngle_StaysBelowTheCosine()
    {
        using var scope = NewDisposeScope();
        Tensor face = tensor([-1f, 0], [1, 2]), people = tensor([1f, 0, 0, 1], [2, 2]);
        double own = -1 - (0.3 * Math.Sin(0.3));
        Assert.Equal(Math.Log(1 + Math.Exp(-own)), AngularMargin.Loss(face, people, tensor([0L]), 0.3, 1).item<float>(), 1e-4);
    }

    [Fact]
    public void RankOne_CountsTheFacesThatAreNearestToTheirOwn()
    {
        // Two people with one enrolled face each, at 0° and 90°; asked are 10° (right) and 80° (wrong) of the first, 60° (right) of the second.
        (int, float[])[] faces = [(1, At(0)), (2, At(90)), (1, At(10)), (1, At(80)), (2, At(60))];
        Assert.Equal(2.0 / 3, FaceFigures.RankOne(faces, 1), 9);
        Assert.Equal(double.NaN, FaceFigures.RankOne(faces, 3));
    }

    [Fact]
    public void BestTolerance_LiesBetweenPairsOfOneAndOfTwo()
    {
        // Within a person at most 1 − cos 20° = 0.060, between two at least 1 − cos 70° = 0.658: the middle of all that tell both apart.
        (double tolerance, double accuracy) = FaceFigures.BestTolerance([(1, At(0)), (1, At(20)), (2, At(90)), (2, At(110))]);
        Assert.Equal(1, accuracy);
        Assert.Equal(0.36, tolerance, 0.01);
    }

    [Fact]
    public void BestTolerance_WherePairsOverlap_CountsBothKindsAlike()
    {
        // Same: 0 and 1 − cos 90° = 1. Different: 4 pairs, of which two lie at 0 and two at 1: no distance tells more than half.
        (_, double accuracy) = FaceFigures.BestTolerance([(1, At(0)), (1, At(90)), (2, At(0)), (2, At(90))]);
        Assert.Equal(0.5, accuracy, 9);
    }

    [Fact]
    public void BestTolerance_OfManyFaces_IsWhatCountingEveryPairSays()
    {
        Random random = new(5);
        (int Person, float[] Vector)[] faces = [.. Enumerable.Range(0, 60).Select(i => (i / 6, At((i / 6 * 36) + random.Next(-30, 31))))];
        double Accuracy(double limit)
        {
            bool[] same = [.. Pairs().Where(p => p.A.Person == p.B.Person).Select(Within)], different = [.. Pairs().Where(p => p.A.Person != p.B.Person).Select(Within)];
            bool Within(((int, float[] Vector) A, (int, float[] Vector) B) pair) => FaceFigures.Distance(pair.A.Vector, pair.B.Vector) <= limit;
            return (same.Count(s => s) / (double)same.Length / 2) + (different.Count(d => !d) / (double)different.Length / 2);
        }

        IEnumerable<((int Person, float[] Vector) A, (int Person, float[] Vector) B)> Pairs()
            => Enumerable.Range(0, faces.Length).SelectMany(i => Enumerable.Range(i + 1, faces.Length - i - 1).Select(j => (faces[i], faces[j])));

        (double tolerance, double accuracy) = FaceFigures.BestTolerance(faces);
        Assert.Equal(Accuracy(tolerance), accuracy, 1e-12);
        Assert.Equal(Enumerable.Range(1, 399).Max(i => Accuracy(2.0 * i / 400)), accuracy, 1e-12);
    }

    [Fact]
    public void ClassWeights_MakeClassesCountAlike_AndExamplesOneOnAverage()
    {
        float[] weights = ClassWeights.Balanced([0, 0, 0, 2], 3);
        Assert.Equal([4f / 6, 0, 2], weights);
        Assert.Equal(4, (3 * weights[0]) + weights[2], 5);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(1)]
    public void Beta_HasItsMeanAndVariance(double parameter)
    {
        Random random = new(5);
        double[] drawn = [.. Enumerable.Range(0, 40_000).Select(_ => BetaDistribution.Symmetric(parameter, random))];
        Assert.All(drawn, d => Assert.InRange(d, 0, 1));
        Assert.Equal(0.5, drawn.Average(), 0.01);
        Assert.Equal(1 / (4 * ((2 * parameter) + 1)), drawn.Average(d => (d - 0.5) * (d - 0.5)), 0.005);
    }

    [Fact]
    public void ExampleSeed_OfNeighbours_HasNothingInCommon()
    {
        ulong[] seeds = [.. from seed in Enumerable.Range(0, 8) from epoch in Enumerable.Range(0, 20) from example in Enumerable.Range(0, 100) select ExampleSeed.Of(seed, epoch, example)];
        Assert.Equal(seeds.Length, seeds.Distinct().Count());
        Assert.All(Enumerable.Range(0, 64), bit => Assert.InRange(seeds.Count(s => ((s >> bit) & 1) == 1) / (double)seeds.Length, 0.47, 0.53));
        Assert.InRange(seeds.Zip(seeds.Skip(1)).Average(p => BitOperations(p.First ^ p.Second)), 31.5, 32.5);
    }

    private static int BitOperations(ulong bits) => System.Numerics.BitOperations.PopCount(bits);

    private static float[] At(double degrees) => [(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180)];
}
