using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Acceptance;

/// <summary>The readers of truth read what is there.</summary>
public sealed class CocoTruthTests
{
    [Fact]
    public void Boxes_TestData_AreInsideTheirPictures()
    {
        IReadOnlyList<TruthObject> boxes = CocoTruth.Boxes();

        Assert.Equal((361, 50), (boxes.Count, boxes.Select(b => b.Image).Distinct().Count()));
        Assert.All(boxes, b => Assert.True(b.Box.X > -1 && b.Box.Y > -1 && b.Box.Right < 641 && b.Box.Bottom < 641 && !b.Box.IsEmpty, b.ToString()));
    }

    [Fact]
    public void Masks_TestData_LieInTheBoxesOfTheSameObjects()
    {
        IReadOnlyList<TruthObject> masks = CocoTruth.Masks();
        ILookup<(string, int), BoundingBox> boxes = CocoTruth.Boxes().ToLookup(b => (b.Image, b.ClassId), b => b.Box);

        // Classes are numbered in two ways, and masks come from another annotation than boxes: nearly all still meet.
        Assert.Equal(363, masks.Count);
        Assert.InRange(masks.Count(m => boxes[(m.Image, m.ClassId)].Any(b => b.IoU(m.Box) > 0.7)) / (double)masks.Count, 0.9, 1);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(13, 11)]
    [InlineData(62, 56)]
    [InlineData(90, 79)]
    public void Of_CategoryId_IsCountedWithoutGaps(int category, int classId) => Assert.Equal(classId, CocoClasses.Of(category));

    [Fact]
    public void Of_UnusedCategory_IsRefused()
        => Assert.Contains("COCO has no category 12", Assert.Throws<FormatException>(() => CocoClasses.Of(12)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1 0.5 0.5 0.2", false)]
    [InlineData("1 0.5 0.5 0.2 1.2", false)]
    [InlineData("-1 0.5 0.5 0.2 0.2", false)]
    [InlineData("1 0.1 0.1 0.2 0.2 0.3", true)]
    [InlineData("1 0.1 0.1 0.2 NaN 0.3 0.3", true)]
    public void Read_NoBoxOrPolygon_SaysWhichLine(string line, bool polygons)
        => Assert.StartsWith("Line 2 of 'f.txt' cannot be read: expected a class number and", Assert.Throws<FormatException>(() => YoloLine.Read("f.txt", "\n" + line, polygons).ToList()).Message, StringComparison.Ordinal);
}
