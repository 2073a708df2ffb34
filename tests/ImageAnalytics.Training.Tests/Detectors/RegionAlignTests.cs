using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Detectors.Regions;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Onnx;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Detectors;

public sealed class RegionAlignTests
{
    [Fact]
    public void Region_IsReadBetweenCells()
    {
        // A ramp: each cell of 4 pixels holds its column, so that a place at x pixels reads x / 4 − ½. The region's cells have their middles at 6 and 10.
        Tensor grid = arange(8, dtype: ScalarType.Float32).expand(1, 1, 6, 8).contiguous();
        Assert.Equal([1, 2, 1, 2], RegionAlign.Cut(grid, [new EdgeBox(4, 5, 12, 15)], 2, 4).Floats(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Regions_AreCutAsOnnxRuntimeDoes()
    {
        manual_seed(2);
        const int Stride = 8, Side = 7;
        Tensor grid = randn(1, 5, 12, 16);
        EdgeBox[] regions = [new(0, 0, 128, 96), new(3.5f, 7.25f, 41, 90), new(100, 60, 128, 96), new(64, 32, 64, 32), new(20, 20, 22, 95.5f)];
        OnnxGraph graph = new();
        string input = graph.Input("grid", 1L, 5L, "rows", "columns");
        string boxes = graph.Weights("boxes", [.. regions.SelectMany(r => new[] { r.Left, r.Top, r.Right, r.Bottom })], [regions.Length, 4]);
        string cut = graph.Add("RoiAlign", "cut", [input, boxes, graph.Numbers("pictures", new long[regions.Length])], new()
        {
            ["output_height"] = (long)Side, ["output_width"] = (long)Side, ["sampling_ratio"] = 2L, ["spatial_scale"] = 1f / Stride,
            ["mode"] = "avg", ["coordinate_transformation_mode"] = "half_pixel",
        });
        graph.Output(cut, "regions", OnnxType.Real);
        using InferenceSession session = new(OnnxFile.Write(graph, "align"));
        OnnxParity.AssertEqual(session, grid, [RegionAlign.Cut(grid, regions, Side, Stride)], 1e-4);
    }

    [Fact]
    public void Regions_BelongToTheirPicture()
    {
        Tensor grid = stack([ones(2, 4, 4), zeros(2, 4, 4)]);
        float[] means = RegionAlign.Cut(grid, [new(0, 0, 16, 16), new(2, 2, 9, 9), new(0, 0, 16, 16), new(4, 4, 8, 8)], 3, 4).mean([1, 2, 3]).Floats();
        Assert.Equal([1f, 1f, 0f, 0f], means);
    }

    [Fact]
    public void MaskOfARegion_ShowsTheObjectsPixelsThere()
    {
        // The object fills the left half of its box; a region that starts at the box's middle sees none of it.
        byte[] pixels = [.. Enumerable.Range(0, 56 * 56).Select(i => i % 56 < 28 ? (byte)1 : (byte)0)];
        ObjectMask mask = new(10, 20, 56, 56, pixels);
        List<float> whole = [], right = [];
        MaskTarget.Write(mask, new EdgeBox(10, 20, 66, 76), whole);
        MaskTarget.Write(mask, new EdgeBox(38, 20, 66, 76), right);
        Assert.Equal(28 * 14, whole.Sum());
        Assert.All(Enumerable.Range(0, 28 * 28), i => Assert.Equal(i % 28 < 14 ? 1 : 0, whole[i]));
        Assert.Equal(0, right.Sum());
    }
}
