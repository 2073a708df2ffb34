using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;

namespace ImageAnalytics.Training.Tests.Detectors;

public sealed class DetectionFiguresTests
{
    private static readonly ObjectMask s_mask = new(10, 10, 20, 20, [.. Enumerable.Repeat((byte)1, 400)]);
    private static readonly float[] s_soft = [.. Enumerable.Repeat(1f, 28 * 28)];

    [Fact]
    public void Compute_ObjectWithoutMask_IsNeitherRightNorWrong()
    {
        ExampleObject masked = new(0, new EdgeBox(10, 10, 30, 30)) { Mask = s_mask }, bare = new(0, new EdgeBox(60, 40, 80, 60));
        DetectionFigures figures = new(maskThreshold: 0.5);

        figures.Add(new DetectionExample("a", [], 100, 80, [masked, bare]), [Found(masked.Box, 0.8f), Found(bare.Box, 0.9f)]);

        IReadOnlyDictionary<string, double> found = figures.Compute();
        Assert.Equal((1.0, 1.0), (found[DetectionFigures.Ap50], found[DetectionFigures.MaskAp50]));
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.5, 0)]
    public void Compute_Masks_BeginAtTheGivenNumber(double threshold, double expected)
    {
        ExampleObject masked = new(0, new EdgeBox(10, 10, 30, 30)) { Mask = s_mask };
        DetectionFigures figures = new(threshold);
        figures.Add(new DetectionExample("a", [], 100, 80, [masked]), [Found(masked.Box, 0.8f) with { SoftMask = [.. s_soft.Select(_ => 0.4f)] }]);
        Assert.Equal(expected, figures.Compute()[DetectionFigures.MaskAp50]);
    }

    [Fact]
    public void Compute_NothingToFind_IsNoNumber()
    {
        DetectionFigures figures = new(maskThreshold: 0.5);
        figures.Add(new DetectionExample("a", [], 100, 80, []), []);
        Assert.All(figures.Compute().Values, v => Assert.True(double.IsNaN(v)));
    }

    private static FoundObject Found(EdgeBox box, float confidence) => new(0, box, confidence) { SoftMask = s_soft };
}
