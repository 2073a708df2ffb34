using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Evaluation.Classification;

namespace ImageAnalytics.Training.Tests.Evaluation;

/// <summary>Figures of classifiers that follow by hand.</summary>
public sealed class ClassificationFiguresTests
{
    [Fact]
    public void Of_FivePictures_CountsByHand()
    {
        // Truth 0: said 0, 0, 1. Truth 1: said 1, and another. So class 0: 2 right, 0 wrong, 1 missed; class 1: 1 right, 1 wrong, 1 missed.
        ClassificationFigures found = ClassificationFigures.Of([Of(0, 0, 1), Of(0, 0, 1), Of(0, 1, 0), Of(1, 1, 0), Of(1, ClassMatch.Other, 1)], classes: 3, labels: 6);

        Assert.Equal(3 / 5.0, found.Top1, 1e-12);
        Assert.Equal(1.0, found.Top5);
        Assert.Equal(new ClassFigures(0, 3, 1, 2 / 3.0, 4 / 5.0), found.Classes[0]);
        Assert.Equal(new ClassFigures(1, 2, 1 / 2.0, 1 / 2.0, 1 / 2.0), found.Classes[1]);
        Assert.Equal(new ClassFigures(2, 0, null, null, null), found.Classes[2]);
        Assert.Equal(new Dictionary<(int, int), int> { [(0, 0)] = 2, [(0, 1)] = 1, [(1, 1)] = 1, [(1, ClassMatch.Other)] = 1 }, found.Confusion);
    }

    [Fact]
    public void Of_TheSixthAnswer_IsNotAmongFive()
        => Assert.Equal(0.0, ClassificationFigures.Of([Of(5, 0, 1, 2, 3, 4, 5)], classes: 6, labels: 6).Top5);

    [Fact]
    public void Of_AModelOfFiveClasses_HasNoTop5()
        => Assert.Null(ClassificationFigures.Of([Of(0, 0)], classes: 5, labels: 5).Top5);

    [Fact]
    public void Calibration_TwoBins_WeighsTheirDistances()
    {
        // 0.9 and 0.92 in the bin from 13/15 to 14/15: mean 0.91, half of them right. 0.5 in that from 7/15 to 8/15: right.
        Calibration found = Calibration.Of([(0.9, true), (0.92, false), (0.5, true)]);

        Assert.Equal(((2 * Math.Abs(0.5 - 0.91)) + Math.Abs(1 - 0.5)) / 3, found.ExpectedError, 1e-12);
        Assert.Equal((2, 0.5), (found.Bins[13].Images, found.Bins[13].Accuracy));
        Assert.Equal((1, 1.0), (found.Bins[7].Images, found.Bins[7].Accuracy));
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(1.0, 14)]
    public void Calibration_Ends_BelongToTheOuterBins(double confidence, int bin)
        => Assert.Equal(1, Calibration.Of([(confidence, true)]).Bins[bin].Images);

    private static ClassifiedPicture Of(int truth, params int[] said) => new("a", truth, [.. said.Select((s, i) => new SaidClass(s, "", 0.9 - (i / 10.0)))]);
}
