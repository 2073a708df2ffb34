using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Training.Evaluation.Objects;

namespace ImageAnalytics.Training.Tests.Evaluation;

/// <summary>What detections turn out to be, and figures that follow by hand.</summary>
public sealed class ObjectFiguresTests
{
    private static readonly BoundingBox s_here = new(0, 0, 10, 10), s_there = new(100, 0, 10, 10);

    [Fact]
    public void Judge_OneOfEachKind_IsNamed()
    {
        ExaminedPicture picture = Picture(
            [Real(s_here), Real(s_there, 1), Real(new BoundingBox(200, 0, 10, 10)), Real(new BoundingBox(300, 0, 50, 50)) with { Crowd = true }],
            [
                Found(s_here, 0.9),                                   // its object
                Found(new BoundingBox(0, 0, 10, 8), 0.8),             // the same object, IoU 0.8, which is taken
                Found(s_there, 0.7),                                  // an object of class 1, taken for class 0
                Found(new BoundingBox(200, 0, 4, 10), 0.6),           // IoU 0.4
                Found(new BoundingBox(310, 10, 10, 10), 0.5),         // wholly inside a crowd
                Found(new BoundingBox(500, 0, 10, 10), 0.4),          // nothing there
            ]);

        Assert.Equal(
            [Verdict.Right, Verdict.Duplicate, Verdict.WrongClass, Verdict.Misplaced, Verdict.Ignored, Verdict.Background],
            ObjectJudge.Judge(picture, OverlapKind.Boxes).Select(j => j.Verdict));
    }

    [Fact]
    public void Of_MoreThanThePipelineReports_CountsOnlyThoseAtTheWorkingPoint()
    {
        ExaminedPicture picture = Picture([Real(s_here), Real(s_there)], [Found(s_here, 0.9), Found(s_there, 0.8), Found(new BoundingBox(50, 50, 5, 5), 0.7)]);

        ObjectFigures one = ObjectFigures.Of([picture with { LeastReported = 0.9 }], classes: 1, OverlapKind.Boxes, confidence: 0.5);
        ObjectFigures counted = ObjectFigures.Of([picture with { LeastCounted = 0.9 }], classes: 1, OverlapKind.Boxes, confidence: 0.5);

        Assert.Equal(new ErrorCounts(1, 1, 0, 0, 0, 0), one.Errors);
        Assert.Equal((0.5, 1.0), (one.Classes[0].Recall!.Value, one.Coco.AtIoU50!.Value));
        Assert.Equal(1.0, counted.Recall);
        Assert.Equal(51.0 / 101, counted.Coco.AtIoU50!.Value, 1e-12);
    }

    [Theory]
    [InlineData(5, Verdict.Right)] // IoU 0.5
    [InlineData(4.99, Verdict.Misplaced)]
    [InlineData(1, Verdict.Misplaced)] // IoU 0.1
    [InlineData(0.99, Verdict.Background)]
    public void Judge_Bounds_BelongToTheBetterKind(double width, Verdict expected)
        => Assert.Equal(expected, Assert.Single(ObjectJudge.Judge(Picture([Real(s_here)], [Found(new BoundingBox(0, 0, width, 10), 0.9)]), OverlapKind.Boxes)).Verdict);

    [Fact]
    public void Of_TwoClasses_SumsCountsAndTakesMeans()
    {
        // Class 0: one found with IoU 0.8, one missed. Class 1: one found with IoU 1, and one where nothing is. So 2 right, 1 wrong, 1 missed.
        ObjectFigures found = ObjectFigures.Of(
            [Picture([Real(s_here), Real(s_there), Real(s_there, 1)], [Found(new BoundingBox(0, 0, 10, 8), 0.9), Found(s_there, 0.8, 1), Found(new BoundingBox(50, 50, 5, 5), 0.7, 1)])],
            classes: 3, OverlapKind.Boxes, confidence: 0.5);

        Assert.Equal(4 / 6.0, found.F1!.Value, 1e-12);
        Assert.Equal(0.9, found.MeanIoU!.Value, 1e-12);
        Assert.Equal(new ErrorCounts(2, 1, 0, 0, 0, 1), found.Errors);
        Assert.Equal((2 / 3.0, 2 / 3.0), (found.Precision!.Value, found.Recall!.Value));
        Assert.Equal([2, 1, 0], found.Classes.Select(c => c.Objects));
        Assert.Null(found.Classes[2].Ap50);

        // Class 0 reaches recall 0.5 with precision 1: 51 of 101 points; class 1 all of them.
        Assert.Equal(((51.0 / 101) + 1) / 2, found.Coco.AtIoU50!.Value, 1e-12);

        // Without the least sure one both are right: precision 1, recall 2/3.
        Assert.Equal((0.8, 0.8), (found.BestF1!.Value.Confidence, Math.Round(found.BestF1.Value.F1, 12)));
    }

    [Fact]
    public void Of_BelowTheWorkingPoint_CountsForTheCurveAlone()
    {
        ObjectFigures found = ObjectFigures.Of([Picture([Real(s_here)], [Found(s_here, 0.3)])], classes: 1, OverlapKind.Boxes, confidence: 0.5);

        Assert.Equal(1.0, found.Coco.AveragePrecision);
        Assert.Equal((0.0, 1), (found.F1, found.Errors.Missed));
        Assert.Null(found.MeanIoU);
        Assert.Equal(0.3, found.BestF1!.Value.Confidence);
    }

    [Fact]
    public void Of_Masks_ComparesPixels()
    {
        // Both boxes are the same; of the masks, 4 of 8 columns and 3 of those 4: IoU 3/4.
        Mask real = Columns(0, 4), found = Columns(0, 3);
        ObjectFigures figures = ObjectFigures.Of(
            [Picture([Real(s_here) with { Mask = real }], [Found(s_here, 0.9) with { Mask = found }])], classes: 1, OverlapKind.Masks, confidence: 0.5);

        Assert.Equal(0.75, figures.MeanIoU!.Value, 1e-12);
        Assert.Equal(0.6, figures.Coco.AveragePrecision!.Value, 1e-12); // 0.50 to 0.75: six of ten thresholds
        Assert.Equal(1.0, figures.F1);
    }

    [Fact]
    public void Of_NothingFoundAndNothingThere_HasNoFigures()
    {
        ObjectFigures found = ObjectFigures.Of([Picture([], [])], classes: 1, OverlapKind.Boxes, confidence: 0.5);

        Assert.Equal((null, null, null, null), (found.Coco.AveragePrecision, found.Precision, found.F1, found.BestF1));
    }

    [Fact]
    public void Judge_AnyBoxes_EveryObjectIsFoundOrMissedAndOrderDoesNotMatter()
        => Prop.ForAll(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            TruthObject[] truth = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Real(Any(random), random.Next(2)) with { Crowd = random.Next(5) == 0 })];
            DetectedObject[] found = [.. Enumerable.Range(0, random.Next(12)).Select(_ => Found(Any(random), random.Next(1, 20) / 20.0, random.Next(2)))];
            ObjectFigures one = ObjectFigures.Of([Picture(truth, found)], 2, OverlapKind.Boxes, 0);
            random.Shuffle(truth);
            random.Shuffle(found);
            ObjectFigures other = ObjectFigures.Of([Picture(truth, found)], 2, OverlapKind.Boxes, 0);
            Assert.Equal(truth.Count(t => !t.Crowd), one.Errors.Right + one.Errors.Missed);
            Assert.Equal(found.Length, one.Judged[0].Count);
            Assert.Equal(one.Errors, other.Errors);
            Assert.All(one.Judged[0].Where(j => j.Verdict == Verdict.Right), j => Assert.True(j.IoU >= 0.5 && j.Truth!.ClassId == j.Found.ClassId));

            // A detection above a confidence is judged as if there were none below.
            double half = 0.5;
            Assert.Equal(
                ObjectJudge.Judge(Picture(truth, [.. found.Where(f => f.Confidence >= half)]), OverlapKind.Boxes).Select(j => j.Verdict),
                ObjectJudge.Judge(Picture(truth, found), OverlapKind.Boxes).Where(j => j.Found.Confidence >= half).Select(j => j.Verdict));
        }).QuickCheckThrowOnFailure();

    private static BoundingBox Any(Random random) => new(random.Next(20), random.Next(20), random.Next(1, 20), random.Next(1, 20));

    private static ExaminedPicture Picture(TruthObject[] truth, DetectedObject[] found) => new("a", 640, 480, truth, found);

    private static TruthObject Real(BoundingBox box, int classId = 0) => new() { Image = "a", ClassId = classId, Box = box };

    private static DetectedObject Found(BoundingBox box, double confidence, int classId = 0) => new() { Image = "a", ClassId = classId, Box = box, Confidence = confidence };

    private static Mask Columns(int from, int to)
        => RunLengths.FromPixels(8, 8, [.. Enumerable.Range(0, 64).Select(i => i % 8 >= from && i % 8 < to ? (byte)1 : (byte)0)]).ToMask();
}
