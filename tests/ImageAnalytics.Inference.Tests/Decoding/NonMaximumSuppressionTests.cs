using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Decoding;

public sealed class NonMaximumSuppressionTests
{
    [Fact]
    public void Apply_TwoOnOneThing_KeepsTheBetter()
    {
        List<Detection> boxes = [new(new BoundingBox(0, 0, 10, 10), 1, 0.6f), new(new BoundingBox(1, 0, 10, 10), 1, 0.9f), new(new BoundingBox(1, 0, 10, 10), 2, 0.5f)];

        NonMaximumSuppression.Apply(boxes, 0.5, 100);

        Assert.Equal([(1, 0.9f), (2, 0.5f)], boxes.Select(b => (b.ClassId, b.Confidence)));
    }

    [Fact]
    public void Apply_EqualConfidence_KeepsTheFirst()
    {
        List<Detection> boxes = [new(new BoundingBox(0, 0, 10, 10), 1, 0.5f), new(new BoundingBox(0, 1, 10, 10), 1, 0.5f)];

        NonMaximumSuppression.Apply(boxes, 0.3, 100);

        Assert.Equal(new BoundingBox(0, 0, 10, 10), Assert.Single(boxes).Box);
    }

    [Fact]
    public void Apply_ConfidencesBelowZeroAndBothZeros_AreInOrderAndEqualOnesInTheirFirst()
    {
        float[] confidences = [-0.5f, 0f, -0f, 0.7f, -1f, 0f, float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon];
        List<Detection> boxes = [.. confidences.Select((c, i) => new Detection(new BoundingBox(10 * i, 0, 1, 1), 0, c))];

        NonMaximumSuppression.Apply(boxes, 0.5, 100);

        Assert.Equal([6, 3, 8, 1, 2, 5, 9, 0, 4, 7], boxes.Select(b => (int)(b.Box.X / 10)));
    }

    [Fact]
    public void Apply_NumbersThatAreNone_AreDropped()
    {
        List<Detection> boxes =
        [
            new(new BoundingBox(double.NaN, 0, 10, 10), 1, 0.9f), new(new BoundingBox(0, 0, double.PositiveInfinity, 10), 1, 0.9f),
            new(new BoundingBox(0, 0, 10, 10), 1, float.NaN), new(new BoundingBox(0, 0, 0, 10), 1, 0.9f), new(new BoundingBox(5, 5, 1, 1), 1, 0.1f),
        ];

        NonMaximumSuppression.Apply(boxes, 0.5, 100);

        Assert.Equal(0.1f, Assert.Single(boxes).Confidence);
    }

    [Fact]
    public void Apply_AnyBoxes_KeepsNoOverlapForgetsNoWinnerAndChangesNothingTwice()
        => Prop.ForAll(
            ArbMap.Default.GeneratorFor<int>().ToArbitrary(),
            seed =>
            {
                Random random = new(seed);
                double threshold = random.NextDouble();
                List<Detection> given = [.. Enumerable.Range(0, random.Next(0, 60)).Select(_ => new Detection(
                    new BoundingBox(random.Next(20), random.Next(20), 1 + random.Next(20), 1 + random.Next(20)), random.Next(3), random.Next(10) / 10f))];
                List<Detection> kept = [.. given];
                NonMaximumSuppression.Apply(kept, threshold, int.MaxValue);
                bool apart = kept.SelectMany((a, i) => kept.Skip(i + 1).Where(b => b.ClassId == a.ClassId).Select(b => a.Box.IoU(b.Box))).All(iou => iou <= threshold);
                bool covered = given.All(g => kept.Any(k => k == g || (k.ClassId == g.ClassId && k.Confidence >= g.Confidence && k.Box.IoU(g.Box) > threshold)));
                bool ordered = kept.Zip(kept.Skip(1)).All(p => p.First.Confidence >= p.Second.Confidence);
                List<Detection> again = [.. kept], few = [.. given];
                NonMaximumSuppression.Apply(again, threshold, int.MaxValue);
                NonMaximumSuppression.Apply(few, threshold, 3);
                return apart && covered && ordered && again.SequenceEqual(kept) && few.SequenceEqual(kept.Take(3));
            }).QuickCheckThrowOnFailure();
}
