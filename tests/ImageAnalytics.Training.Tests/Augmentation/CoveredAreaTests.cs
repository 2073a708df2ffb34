using ImageAnalytics.Training.Augmentation;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Augmentation;

public sealed class CoveredAreaTests
{
    [Fact]
    public void Of_RectanglesByChance_IsTheNumberOfCoveredPixels()
    {
        Random random = new(5);
        for (int round = 0; round < 200; round++)
        {
            Rect[] rectangles = [.. Enumerable.Range(0, random.Next(6)).Select(_ => new Rect(random.Next(-5, 20), random.Next(-5, 20), random.Next(0, 12), random.Next(0, 12)))];
            int covered = (from x in Enumerable.Range(3, 14) from y in Enumerable.Range(4, 9) where rectangles.Any(r => x >= r.X && x < r.Right && y >= r.Y && y < r.Bottom) select x).Count();
            Assert.Equal(covered, CoveredArea.Of(rectangles, new BoundingBox(3, 4, 14, 9)), 1e-9);
        }
    }
}
