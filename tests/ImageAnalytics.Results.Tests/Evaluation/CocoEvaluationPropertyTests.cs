using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Results.Tests.Evaluation;

/// <summary>What holds for any objects.</summary>
public sealed class CocoEvaluationPropertyTests
{
    [Fact]
    public void Evaluate_AnyOrder_GivesTheSameFigures() => ForAny(objects =>
    {
        // Two confidences alone, so that most are equal.
        DetectedObject[] found = [.. objects.Detections.Select(d => d with { Confidence = Math.Round(d.Confidence) })];
        CocoAccuracy one = CocoEvaluation.Evaluate(objects.Truth, found, OverlapKind.Boxes);
        CocoAccuracy other = CocoEvaluation.Evaluate(objects.Truth.AsEnumerable().Reverse(), found.OrderBy(d => d.Box.Area).ThenBy(d => d.Image, StringComparer.Ordinal), OverlapKind.Boxes);
        return one with { Classes = [] } == other with { Classes = [] } && one.Classes.SequenceEqual(other.Classes);
    });

    [Fact]
    public void Evaluate_TruthAsDetections_IsOne() => ForAny(objects =>
    {
        // Every detection fits its own object best, whoever comes first.
        TruthObject[] truth = [.. objects.Truth.Where(t => !t.Crowd)];
        DetectedObject[] found = [.. truth.Select((t, i) => new DetectedObject { Image = t.Image, ClassId = t.ClassId, Box = t.Box, Confidence = i / 1000.0 })];
        return CocoEvaluation.Evaluate(truth, found, OverlapKind.Boxes).AveragePrecision is null or 1;
    });

    [Fact]
    public void Evaluate_OneMoreWrongDetectionBelowAll_NeverRaisesAnything() => ForAny(objects =>
    {
        CocoAccuracy before = objects.Evaluate(OverlapKind.Boxes);
        objects.Detections.Add(new DetectedObject { Image = "elsewhere", ClassId = 0, Box = new BoundingBox(0, 0, 50, 50), Confidence = -1 });
        CocoAccuracy after = objects.Evaluate(OverlapKind.Boxes);
        return NoneAbove(after, before);
    });

    [Fact]
    public void Evaluate_OneMoreWrongDetectionAboveAll_NeverRaisesAnything() => ForAny(objects =>
    {
        CocoAccuracy before = objects.Evaluate(OverlapKind.Boxes);
        objects.Detections.Add(new DetectedObject { Image = "elsewhere", ClassId = 0, Box = new BoundingBox(0, 0, 50, 50), Confidence = 2 });
        return NoneAbove(objects.Evaluate(OverlapKind.Boxes), before);
    });

    [Fact]
    public void Evaluate_ConfidencesStretched_ChangesNothing() => ForAny(objects =>
    {
        CocoAccuracy before = objects.Evaluate(OverlapKind.Boxes);
        CocoAccuracy after = CocoEvaluation.Evaluate(objects.Truth, objects.Detections.Select(d => d with { Confidence = (3 * d.Confidence) - 1 }), OverlapKind.Boxes);
        return after with { Classes = [] } == before with { Classes = [] };
    });

    [Fact]
    public void Evaluate_AnyObjects_LiesBetweenZeroAndOneAndFallsWithTheThreshold() => ForAny(objects =>
    {
        CocoAccuracy found = objects.Evaluate(OverlapKind.Boxes);
        return found.Classes.All(c => c.AtIoU50 is >= 0 and <= 1 && c.AveragePrecision <= c.AtIoU50 + 1e-12);
    });

    [Fact]
    public void Evaluate_MasksThatFillTheirBoxes_GivesTheFiguresOfBoxes() => ForAny(objects =>
    {
        IEnumerable<TruthObject> truth = objects.Truth.Select(t => t with { Mask = Filled(t.Box) });
        IEnumerable<DetectedObject> found = objects.Detections.Select(d => d with { Mask = Filled(d.Box) });
        CocoAccuracy masks = CocoEvaluation.Evaluate(truth, found, OverlapKind.Masks), boxes = objects.Evaluate(OverlapKind.Boxes);
        return masks with { Classes = [] } == boxes with { Classes = [] };
    });

    private static Mask Filled(BoundingBox box)
    {
        byte[] window = new byte[(int)box.Width * (int)box.Height];
        window.AsSpan().Fill(1);
        return RunLengths.FromWindow(RandomObjects.Side, RandomObjects.Side, (int)box.X, (int)box.Y, (int)box.Width, (int)box.Height, window).ToMask();
    }

    private static bool NoneAbove(CocoAccuracy after, CocoAccuracy before)
        => after.Classes.Zip(before.Classes).All(p => p.First.AveragePrecision <= p.Second.AveragePrecision && p.First.AtIoU50 <= p.Second.AtIoU50);

    private static void ForAny(Func<RandomObjects, bool> holds)
        => Prop.ForAll(ArbMap.Default.GeneratorFor<uint>().ToArbitrary(), seed => holds(new RandomObjects(seed, 6, 3, 2, masks: false))).QuickCheckThrowOnFailure();
}
