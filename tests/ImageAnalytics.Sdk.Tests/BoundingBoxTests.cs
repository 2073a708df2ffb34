using FsCheck;
using FsCheck.Fluent;

namespace ImageAnalytics.Sdk.Tests;

public sealed class BoundingBoxTests
{
    private static readonly Arbitrary<BoundingBox> s_boxes = Gen.Choose(-500, 500).ArrayOf(4)
        .Select(n => new BoundingBox(n[0], n[1], Math.Abs(n[2]), Math.Abs(n[3]))).ToArbitrary();

    [Fact]
    public void IoU_HalfOverlap_IsAThird()
        => Assert.Equal(1.0 / 3, new BoundingBox(0, 0, 2, 1).IoU(new BoundingBox(1, 0, 2, 1)), 12);

    [Fact]
    public void IoU_AnyTwoBoxes_IsSymmetricAndFromZeroToOne()
        => Prop.ForAll(s_boxes, s_boxes, (a, b) => a.IoU(b) == b.IoU(a) && a.IoU(b) is >= 0 and <= 1).QuickCheckThrowOnFailure();

    [Fact]
    public void IoU_WithItself_IsOneUnlessEmpty()
        => Prop.ForAll(s_boxes, a => a.IoU(a) == (a.IsEmpty ? 0 : 1)).QuickCheckThrowOnFailure();

    [Fact]
    public void Intersect_AnyTwoBoxes_LiesInBoth()
        => Prop.ForAll(s_boxes, s_boxes, (a, b) =>
        {
            BoundingBox both = a.Intersect(b);
            return both.IsEmpty || (both.X >= a.X && both.Right <= a.Right && both.Y >= b.Y && both.Bottom <= b.Bottom && both.Area <= Math.Min(a.Area, b.Area));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FromXyxyAndCentre_AreTheSameBox()
        => Assert.Equal(BoundingBox.FromXyxy(10, 20, 30, 60), BoundingBox.FromCxCyWh(20, 40, 20, 40));

    [Fact]
    public void IsFinite_NotANumber_IsFalse()
        => Assert.False(new BoundingBox(0, double.NaN, 1, 1).IsFinite);
}
