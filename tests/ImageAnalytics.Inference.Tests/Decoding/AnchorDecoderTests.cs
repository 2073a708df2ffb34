using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;
using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace ImageAnalytics.Inference.Tests.Decoding;

/// <summary>Raw heads with anchors.</summary>
public sealed class AnchorDecoderTests
{
    private const float Log3 = 1.0986123f; // Its logistic function is 0.75, that of its negative 0.25.
    private static readonly AnchorLevel s_two = new(null, [(10, 20), (30, 40)]);

    // A picture of 16 x 8, one row of two cells, two anchors, one class. The second anchor of the second cell speaks.
    private static readonly float[] s_speaks = [Log3, 0, 0, MathF.Log(2), Log3, 0], s_silent = [0, 0, 0, 0, -100, 0];

    [Fact]
    public void Decode_ThreeLayoutsOfOneHead_FindTheSameBox()
    {
        float[][][] head = [[s_silent, s_silent], [s_silent, s_speaks]]; // Anchor, cell, number.
        float[] channels = [.. from anchor in head from number in Enumerable.Range(0, 6) from cell in anchor select cell[number]];
        float[] cells = [.. from cell in Enumerable.Range(0, 2) from anchor in head from number in anchor[cell] select number];
        float[] anchors = [.. from anchor in head from cell in anchor from number in cell select number];
        YoloAnchorsParameters parameters = new() { Levels = [s_two] };

        Detection found = Assert.Single(Decode(parameters, new HandMadeOutputs().Add("y", [1, 12, 1, 2], channels)));

        // Centre: (0.75 + 1) and 0.5 cells of 8 pixels; the anchor 30 x 40, its height doubled; 0.75 × 0.5.
        Near(BoundingBox.FromCxCyWh(14, 4, 30, 80), found.Box);
        Assert.Equal(0.375f, found.Confidence, 1e-6f);
        Assert.Equal(found, Assert.Single(Decode(parameters with { Layout = AnchorLayout.CellsChannels }, new HandMadeOutputs().Add("y", [1, 1, 2, 12], cells))));
        Assert.Equal(found, Assert.Single(Decode(parameters with { Layout = AnchorLayout.AnchorsCells }, new HandMadeOutputs().Add("y", [1, 2, 1, 2, 6], anchors))));
    }

    [Fact]
    public void Decode_WideCentreAndSquaredSize_AreYoloV5s()
    {
        float[] cells = [.. s_silent, .. s_silent, .. s_silent, Log3, -Log3, Log3, 0, Log3, 0];
        YoloAnchorsParameters parameters = new() { Layout = AnchorLayout.CellsChannels, CentreScale = 2, Size = AnchorSizeForm.Square, Levels = [s_two] };

        // Centre: 2 × 0.75 − 0.5 = 1 and 2 × 0.25 − 0.5 = 0 cells; sides: anchor × (2 × 0.75)² and (2 × 0.5)².
        Near(BoundingBox.FromCxCyWh(16, 0, 30 * 2.25, 40), Assert.Single(Decode(parameters, new HandMadeOutputs().Add("y", [1, 1, 2, 12], cells))).Box);

        // A grid's own reach counts: 1 × 0.75 and 1 × 0.25 of a cell.
        YoloAnchorsParameters own = parameters with { Levels = [s_two with { CentreScale = 1 }] };
        Near(BoundingBox.FromCxCyWh(14, 2, 30 * 2.25, 40), Assert.Single(Decode(own, new HandMadeOutputs().Add("y", [1, 1, 2, 12], cells))).Box);
    }

    [Fact]
    public void Decode_SoftmaxAndAnchorsInCells_AreYoloV2s()
    {
        YoloAnchorsParameters parameters = new() { Softmax = true, AnchorsInCells = true, Layout = AnchorLayout.CellsChannels, Levels = [new AnchorLevel(null, [(1, 0.5)])] };
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [1, 1, 1, 7], 0, 0, 0, 0, 100, MathF.Log(3), 0);

        Detection found = Assert.Single(Decode(parameters, outputs, classes: 2));

        Near(BoundingBox.FromCxCyWh(8, 4, 16, 4), found.Box);
        Assert.Equal((0, 0.75f), (found.ClassId, found.Confidence)); // e^ln3 of e^ln3 + e^0.
    }

    [Fact]
    public void Decode_NumbersThatAreNone_AreNotFound()
    {
        YoloAnchorsParameters parameters = new() { Layout = AnchorLayout.CellsChannels, Levels = [new AnchorLevel(null, [(1, 1)])] };

        Assert.Empty(Decode(parameters, new HandMadeOutputs().Add("y", [1, 1, 2, 6], 0, 0, 0, 0, float.NaN, 9, 0, 0, 0, 0, 9, float.NaN)));
    }

    [Fact]
    public void Bind_OtherNumberOfAnchors_SaysWhatTheCardAsksFor()
    {
        List<string> problems = [];

        new YoloAnchorsDecoder(new YoloAnchorsParameters { Levels = [s_two] }).Bind(new HandMadeOutputs().Add("y", [1, 6, 1, 2], new float[12]), new DecoderFrame(1, 16, 8, 1), problems);

        Assert.Equal("The output 'y' has the shape [1, 6, 1, 2]; yolo-anchors with 2 anchors and 1 labels expects [1, 12, rows, columns].", Assert.Single(problems));
    }

    [Fact]
    public void Card_BadAnchors_NamesEveryProblem()
    {
        string card = DrawnModel.Card([1]).Replace("task: classification", "task: detection").Replace(
            "decoder: softmax-labels\n  parameters: { softmax: true }",
            "decoder: yolo-anchors\n  parameters: { size: exp, classes: sigmoid, levels: [{ anchors: [1, 2, 3] }, { anchor: [1, 2] }] }");

        PluginException e = Assert.Throws<PluginException>(() => ModelCard.Parse(card, "model.yaml"));

        Assert.Contains(e.Problems, p => p.Contains("'anchors' has 3 numbers; expected a width and a height for each anchor", StringComparison.Ordinal));
        Assert.Contains(e.Problems, p => p.Contains("'levels' has no key 'anchor'. Did you mean 'anchors'?", StringComparison.Ordinal));
    }

    [Fact]
    public void Decode_RawHeadsOfYoloFastest_AgreeWithOpenCvsOwnRegionLayers()
    {
        string config = Shared.Path_("models", "yolo-fastest", "yolo-fastest-1.1-xl.cfg"), weights = Shared.Path_("models", "yolo-fastest", "yolo-fastest-1.1-xl.weights");
        using Mat picture = Cv2.ImRead(Shared.Path_("models", "samples", "dog.jpg"));
        using Mat input = CvDnn.BlobFromImage(picture, 1 / 255.0, new Size(320, 320), swapRB: true);
        using Net net = CvDnn.ReadNetFromDarknet(config, weights)!;
        string[] layers = [.. net.GetLayerNames().OfType<string>()], regions = [.. layers.Where(l => l.StartsWith("yolo_", StringComparison.Ordinal))];
        // The convolution that each region layer reads.
        string[] heads = [.. regions.Select(r => layers.Take(Array.IndexOf(layers, r)).Last(l => l.StartsWith("conv_", StringComparison.Ordinal)))];
        net.SetInput(input);
        HandMadeOutputs raw = Forward(net, heads), decoded = Forward(net, regions);
        DecoderFrame frame = new(1, 320, 320, 80);
        YoloAnchorsDecoder decoder = new(new YoloAnchorsParameters
        {
            // As the network's description has them: the coarse grid first.
            Levels = [new AnchorLevel(heads[0], [(115, 73), (119, 199), (242, 238)]), new AnchorLevel(heads[1], [(12, 18), (37, 49), (52, 132)])],
        });

        List<Detection> ours = Sorted(decoder, raw, frame), theirs = Sorted(new YoloRowsDecoder(new YoloRowsParameters { Fractions = true, ScoresHoldObjectness = true }), decoded, frame);

        Assert.InRange(theirs.Count, 3, 1000);
        Assert.Equal(theirs.Count, ours.Count);
        Assert.All(ours.Zip(theirs), p =>
        {
            Assert.Equal(p.Second.ClassId, p.First.ClassId);
            Assert.Equal(p.Second.Confidence, p.First.Confidence, 1e-4f);
            Assert.True(p.First.Box.IoU(p.Second.Box) > 0.999, $"{p.First.Box} {p.Second.Box}");
        });
    }

    private static HandMadeOutputs Forward(Net net, string[] names)
    {
        HandMadeOutputs outputs = new();
        foreach (string name in names)
        {
            using Mat mat = net.Forward(name);
            float[] values = new float[mat.Total()];
            System.Runtime.InteropServices.Marshal.Copy(mat.Data, values, 0, values.Length);
            outputs.Add(name, [.. Enumerable.Range(0, mat.Dims).Select(d => (long)mat.Size(d))], values);
        }

        return outputs;
    }

    private static List<Detection> Sorted(IDetectionDecoder decoder, HandMadeOutputs outputs, DecoderFrame frame)
    {
        List<string> problems = [];
        decoder.Bind(outputs, frame, problems);
        Assert.Empty(problems);
        List<Detection> found = [];
        decoder.Decode(outputs, frame, 0, 0.3, found);
        return [.. found.OrderBy(d => d.Confidence)];
    }

    private static List<Detection> Decode(YoloAnchorsParameters parameters, HandMadeOutputs outputs, int classes = 1)
    {
        DecoderFrame frame = new(1, 16, 8, classes);
        YoloAnchorsDecoder decoder = new(parameters);
        List<string> problems = [];
        decoder.Bind(outputs, frame, problems);
        Assert.Empty(problems);
        List<Detection> found = [];
        decoder.Decode(outputs, frame, 0, 0.1, found);
        return found;
    }

    private static void Near(BoundingBox expected, BoundingBox found)
        => Assert.True(expected.IoU(found) > 0.9999, $"Expected {expected}, found {found}.");
}
