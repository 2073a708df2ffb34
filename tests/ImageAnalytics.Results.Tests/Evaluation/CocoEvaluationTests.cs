using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Results.Tests.Evaluation;

/// <summary>Small cases whose figures follow by hand.</summary>
public sealed class CocoEvaluationTests
{
    private static readonly BoundingBox s_here = new(10, 10, 50, 40), s_there = new(100, 100, 50, 40), s_nowhere = new(200, 10, 50, 40);

    [Fact]
    public void Evaluate_TheObjectItself_IsOne()
    {
        CocoAccuracy found = Boxes([Real(s_here)], [Found(s_here, 0.3)]);

        Assert.Equal((1.0, 1.0, 1.0), (found.AveragePrecision, found.AtIoU50, found.AtIoU75));
        Assert.Equal(new ClassAccuracy(1, 1, 1, 1, 1), Assert.Single(found.Classes));
    }

    [Fact]
    public void Evaluate_RightWrongRight_ReadsTheCurveAt101Recalls()
    {
        CocoAccuracy found = Boxes([Real(s_here), Real(s_there)], [Found(s_here, 0.9), Found(s_nowhere, 0.8), Found(s_there, 0.7)]);

        // Recalls 0.00 to 0.50 have precision 1, those from 0.51 on 2/3: 51 and 50 of 101 points.
        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, found.AveragePrecision!.Value, 1e-12);
    }

    [Fact]
    public void Evaluate_HalfOfTheObjects_StopsAtTheirRecall()
        // Recalls 0.00 to 0.50 are reached with precision 1, the others not at all.
        => Assert.Equal(51.0 / 101, Boxes([Real(s_here), Real(s_there)], [Found(s_here, 0.9)]).AveragePrecision!.Value, 1e-12);

    [Fact]
    public void Evaluate_Overlap62Percent_CountsAtThreeOfTenThresholds()
    {
        // 62 of 100 columns of the object: IoU 0.62, so right at 0.50, 0.55 and 0.60.
        CocoAccuracy found = Boxes([Real(new BoundingBox(0, 0, 100, 10))], [Found(new BoundingBox(0, 0, 62, 10), 0.9)]);

        Assert.Equal(0.3, found.AveragePrecision!.Value, 1e-12);
        Assert.Equal((1.0, 0.0), (found.AtIoU50, found.AtIoU75));
    }

    [Fact]
    public void Evaluate_OverlapOfExactlyAThreshold_Counts()
        => Assert.Equal(1.0, Boxes([Real(new BoundingBox(0, 0, 4, 1))], [Found(new BoundingBox(0, 0, 3, 1), 0.9)]).AtIoU75);

    [Fact]
    public void Evaluate_SecondDetectionOfOneObject_IsWrong()
    {
        // The less confident one fits better, but the object is taken: right, then wrong; all recalls are reached by the first.
        CocoAccuracy found = Boxes([Real(s_here), Real(s_there)], [Found(s_here.Offset(1, 0), 0.9), Found(s_here, 0.8), Found(s_there, 0.7)]);

        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, found.AtIoU50!.Value, 1e-12);
    }

    [Fact]
    public void Evaluate_SurerDetectionOverlapsTwoObjects_TakesTheOneItFitsBest()
    {
        BoundingBox left = new(0, 0, 100, 100), right = new(30, 0, 100, 100);

        // Both detections overlap both objects by more than half; each finds its own.
        Assert.Equal(1.0, Boxes([Real(left), Real(right)], [Found(right, 0.9), Found(left, 0.8)]).AveragePrecision);
    }

    [Fact]
    public void Evaluate_InsideACrowd_NeitherHelpsNorHarms()
    {
        TruthObject crowd = Real(new BoundingBox(0, 80, 250, 100)) with { Crowd = true };

        // Each of the three surer ones lies in the crowd: their overlap is taken of their own area alone, so 1.
        CocoAccuracy found = Boxes([Real(s_here), crowd], [Found(s_there, 0.9), Found(s_there.Offset(3, 3), 0.8), Found(s_there.Offset(9, 9), 0.7), Found(s_here, 0.6)]);

        Assert.Equal(1.0, found.AveragePrecision);
        Assert.Equal(1, Assert.Single(found.Classes).Objects);
    }

    [Fact]
    public void Evaluate_CrowdAndObjectOverlap_TheObjectIsPreferred()
        // The crowd covers the detection wholly, the object by 0.8 alone; it is the object that counts up to IoU 0.80.
        => Assert.Equal(0.7, Boxes([Real(new BoundingBox(0, 0, 100, 100)), Real(new BoundingBox(0, 0, 200, 200)) with { Crowd = true }], [Found(new BoundingBox(0, 0, 80, 100), 0.9)]).AveragePrecision!.Value, 1e-12);

    [Fact]
    public void Evaluate_ThreeSizes_CountsEachForItself()
    {
        BoundingBox small = new(0, 0, 20, 20), medium = new(50, 0, 60, 60), large = new(0, 100, 150, 100);

        // The medium one is missed. What is found of other sizes does not count as wrong.
        CocoAccuracy found = Boxes([Real(small), Real(medium), Real(large)], [Found(small, 0.5), Found(large, 0.9), Found(new BoundingBox(200, 200, 10, 10), 0.7)]);

        Assert.Equal((0.0, 1.0), (found.Medium, found.Large));
        Assert.Equal(0.5, found.Small!.Value, 1e-12); // Wrong at 0.7, right at 0.5.
    }

    [Fact]
    public void Evaluate_AreaGiven_IsUsedInPlaceOfTheBoxes()
        => Assert.Equal((1.0, null), (Boxes([Real(s_here) with { Area = 900 }], [Found(s_here, 0.5)]) is var found ? (found.Small, found.Medium) : default));

    [Fact]
    public void Evaluate_MoreThan100Detections_TheSurest100Count()
    {
        DetectedObject[] wrong = [.. Enumerable.Range(0, 100).Select(i => Found(s_nowhere.Offset(0, i), 0.9 - (i / 1000.0)))];

        Assert.Equal(0.0, Boxes([Real(s_here)], [.. wrong, Found(s_here, 0.1)]).AveragePrecision);
        Assert.Equal(0.01, Boxes([Real(s_here)], [.. wrong.Take(99), Found(s_here, 0.1)]).AveragePrecision!.Value, 1e-12); // One of a hundred.
    }

    [Fact]
    public void Evaluate_SeveralClasses_AreAveragedAndThoseWithoutTruthAreLeftOut()
    {
        CocoAccuracy found = Boxes([Real(s_here, 1), Real(s_here, 7)], [Found(s_here, 0.9, 1), Found(s_there, 0.9, 3)]);

        Assert.Equal(0.5, found.AveragePrecision);
        Assert.Equal([(1, 1.0), (7, 0.0)], found.Classes.Select(c => (c.ClassId, c.AveragePrecision)));
    }

    [Fact]
    public void Evaluate_AnotherImage_IsNoMatch()
        => Assert.Equal(0.0, Boxes([Real(s_here)], [Found(s_here, 0.9) with { Image = "b" }]).AveragePrecision);

    [Fact]
    public void Evaluate_DetectionInAnImageWithoutObjects_IsWrong()
        => Assert.Equal(0.5, Boxes([Real(s_here)], [Found(s_here, 0.5), Found(s_here, 0.9) with { Image = "b" }]).AveragePrecision!.Value, 1e-12);

    [Fact]
    public void Evaluate_NothingToFind_HasNoFigure()
    {
        CocoAccuracy found = Boxes([Real(s_here) with { Crowd = true }], [Found(s_here, 0.9)]);

        Assert.Equal((null, null, null), (found.AveragePrecision, found.AtIoU50, found.Small));
        Assert.Empty(found.Classes);
    }

    [Fact]
    public void Evaluate_Masks_ComparesPixelsAndNotBoxes()
    {
        // Two triangles' worth of steps that fill one box: the boxes are the same, the pixels share the diagonal alone.
        Mask lower = Steps(lower: true), upper = Steps(lower: false);
        TruthObject real = Real(new BoundingBox(0, 0, 8, 8)) with { Mask = lower };

        Assert.Equal(1.0, CocoEvaluation.Evaluate([real], [Found(real.Box, 0.5) with { Mask = lower }], OverlapKind.Masks).AveragePrecision);
        Assert.Equal(0.0, CocoEvaluation.Evaluate([real], [Found(real.Box, 0.5) with { Mask = upper }], OverlapKind.Masks).AveragePrecision);
        Assert.Equal(1.0, Boxes([real], [Found(real.Box, 0.5) with { Mask = upper }]).AveragePrecision);
    }

    [Fact]
    public void Evaluate_EqualConfidences_AreReadInTheOrderOfTheirPlaces()
    {
        // All three are equally sure, so the left-most comes first: right (1/1), wrong (1/2), right (2/3). Recalls 0.00 to 0.50 are reached with
        // precision 1, those to 1.00 with 2/3: 51 and 50 of 101 points.
        TruthObject[] truth = [Real(s_here), Real(s_nowhere)];
        DetectedObject[] found = [Found(s_nowhere, 0.9), Found(s_there, 0.9), Found(s_here, 0.9)];

        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, Boxes(truth, found).AveragePrecision!.Value, 1e-6);
        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, Boxes(truth, [.. found.Reverse()]).AveragePrecision!.Value, 1e-6);
    }

    [Fact]
    public void Evaluate_EqualConfidencesOnOneObject_TheFirstPlaceHasIt()
        // Both overlap the one object of 50 x 40 by 49 of 51 columns (IoU 0.96). The left one finds it, the right one is wrong, and the curve is over: 1.
        => Assert.Equal(1.0, Boxes([Real(s_here)], [Found(s_here.Offset(1, 0), 0.9), Found(s_here.Offset(-1, 0), 0.9)]).AveragePrecision!.Value, 1e-6);

    [Fact]
    public void Evaluate_EqualOverlaps_TakesTheLaterObject()
    {
        // The surer detection lies midway: 80 of 120 columns shared with either object, IoU 2/3. It takes the right one, so that the second, on the left
        // object itself, still finds its own: precision 1 at every recall up to IoU 0.65, four of ten thresholds. Above that the first is wrong and the
        // second right: recalls to 0.50 with precision 1/2, 51 of 101 points, at six thresholds.
        BoundingBox left = new(0, 0, 100, 10), right = new(40, 0, 100, 10);
        CocoAccuracy found = Boxes([Real(left), Real(right)], [Found(new BoundingBox(20, 0, 100, 10), 0.9), Found(left, 0.8)]);

        Assert.Equal(((4 * 1.0) + (6 * 51 * 0.5 / 101)) / 10, found.AveragePrecision!.Value, 1e-6);
    }

    [Fact]
    public void Evaluate_NoDetections_IsZeroForEveryClassWithObjects()
    {
        CocoAccuracy found = Boxes([Real(s_here, 1), Real(s_there, 1), Real(s_here, 7)], []);

        // 0 of 101 points for each class, at each threshold.
        Assert.Equal((0.0, 0.0, 0.0), (found.AveragePrecision!.Value, found.AtIoU50!.Value, found.AtIoU75!.Value));
        Assert.Equal([new ClassAccuracy(1, 2, 0, 0, 0), new ClassAccuracy(7, 1, 0, 0, 0)], found.Classes);
    }

    [Fact]
    public void Evaluate_NoObjectsAndNoDetections_HasNoFigure()
    {
        CocoAccuracy found = Boxes([], []);

        Assert.Equal((null, null, null), (found.AveragePrecision, found.AtIoU50, found.Large));
        Assert.Empty(found.Classes);
    }

    [Fact]
    public void Evaluate_ClassOfCrowdsOnly_CountsInNoMean()
        // Class 1 is found: 1. Class 2 has a crowd alone, which is nothing to find, whatever is found there: no figure. The mean is over class 1.
        => Assert.Equal(1.0, Boxes([Real(s_here, 1), Real(s_there, 2) with { Crowd = true }], [Found(s_here, 0.5, 1), Found(s_nowhere, 0.9, 2)]).AveragePrecision!.Value, 1e-6);

    [Fact]
    public void Evaluate_MaskMissingBrokenOrOfAnotherSize_SaysWhichAndWhy()
    {
        TruthObject real = Real(s_here) with { Mask = Steps(lower: true) };
        DetectedObject found = Found(s_here, 0.5);

        Assert.Contains("A detection of the image 'a' cannot be compared: masks are to be compared, and it has none.", Refusal(real, found), StringComparison.Ordinal);
        Assert.Contains("its mask is broken. The text of the mask ends", Refusal(real, found with { Mask = new Mask(8, 8, "0", 0) }), StringComparison.Ordinal);
        Assert.Contains("of 4 x 4 pixels, another one of this image of 8 x 8", Refusal(real, found with { Mask = RunLengths.FromPixels(4, 4, new byte[16]).ToMask() }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Evaluate_NotFinite_SaysWhich(double x, double confidence)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Boxes([Real(s_here)], [Found(new BoundingBox(x, 0, 1, 1), confidence)]));

        Assert.StartsWith("A detection of the image 'a' cannot be compared: its box or its confidence is not finite.", e.Message, StringComparison.Ordinal);
    }

    private static string Refusal(TruthObject real, DetectedObject found)
        => Assert.Throws<ArgumentException>(() => CocoEvaluation.Evaluate([real], [found], OverlapKind.Masks)).Message;

    private static CocoAccuracy Boxes(TruthObject[] truth, DetectedObject[] detections) => CocoEvaluation.Evaluate(truth, detections, OverlapKind.Boxes);

    private static TruthObject Real(BoundingBox box, int classId = 1) => new() { Image = "a", ClassId = classId, Box = box };

    private static DetectedObject Found(BoundingBox box, double confidence, int classId = 1) => new() { Image = "a", ClassId = classId, Box = box, Confidence = confidence };

    private static Mask Steps(bool lower)
        => RunLengths.FromPixels(8, 8, [.. Enumerable.Range(0, 64).Select(i => (lower ? i / 8 >= i % 8 : i / 8 <= i % 8) ? (byte)1 : (byte)0)]).ToMask();
}
