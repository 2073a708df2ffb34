using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Training.Evaluation.Faces;

namespace ImageAnalytics.Training.Tests.Evaluation;

/// <summary>Faces told apart, with descriptions of two numbers.</summary>
public sealed class FaceFiguresTests
{
    [Fact]
    public void Distance_ToAVectorOfZeros_IsInfinite()
        => Assert.Equal(double.PositiveInfinity, FaceDistance.Between([0, 0], [1, 0], EmbeddingMetric.Cosine));

    [Fact]
    public void Folds_EachTakesTheThresholdOfTheOthers()
    {
        // Fold 0 alone would be told apart by any threshold from 0.2 to 0.6, fold 1 from 0.4 to 0.8.
        FoldAccuracy[] found = [.. PairJudge.Folds([(0, 0.2, true), (0, 0.6, false), (1, 0.4, true), (1, 0.8, false)])];

        Assert.Equal((0, 2, 0.6), (found[0].Fold, found[0].Pairs, Math.Round(found[0].Threshold, 12))); // the middle of 0.4 and 0.8: 0.6 counts as the same, wrongly
        Assert.Equal((0.4, 1.0), (Math.Round(found[1].Threshold, 12), found[1].Accuracy));
        Assert.Equal(0.5, found[0].Accuracy);
    }

    [Fact]
    public void BestThreshold_AnyPairs_IsAsGoodAsEveryOther()
        => Prop.ForAll(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            (int, double Distance, bool)[] pairs = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (0, random.Next(4) == 0 ? double.PositiveInfinity : random.Next(8) / 4.0, random.Next(2) == 0))];
            double best = PairJudge.Accuracy(pairs, PairJudge.BestThreshold(pairs));
            Assert.All([-1, .. pairs.Select(p => p.Distance).Where(double.IsFinite)], t => Assert.True(PairJudge.Accuracy(pairs, t) <= best + 1e-12));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Judge_FirstPicturesByName_AreKnownAndTheOthersAsked()
    {
        // Person 0 points right, person 1 up. Of person 1 the last picture points right, and one has no face.
        FaceFigures found = RankJudge.Judge(
            [
                ("b/3", 1, [1, 0.1f]), ("b/1", 1, [0, 1]), ("b/2", 1, null), ("a/1", 0, [1, 0]), ("a/2", 0, [0.9f, 0.1f]),
            ],
            enrolled: 1, EmbeddingMetric.Cosine, TestContext.Current.CancellationToken);

        Assert.Equal((3, 2, 1), (found.Queries, found.People, found.WithoutFace));
        Assert.Equal(1 / 3.0, found.Rank1!.Value, 1e-12);
        Assert.Equal([new PersonFigures(0, 1, 1), new PersonFigures(1, 2, 0)], found.Persons);
    }

    [Fact]
    public void Between_Metrics_AreThoseOfGalleries()
    {
        Assert.Equal(1.0, FaceDistance.Between([2, 0], [0, 3], EmbeddingMetric.Cosine), 1e-12);
        Assert.Equal(5.0, FaceDistance.Between([3, 0], [0, 4], EmbeddingMetric.L2), 1e-12);
        Assert.Equal(double.PositiveInfinity, FaceDistance.Between(null, [1, 0], EmbeddingMetric.Cosine));
    }
}
