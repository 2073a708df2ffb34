using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Cards;

/// <summary>Cards of models whose network is in parts.</summary>
public sealed class PartsCardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_SoundCards_KnowTheirNetworks()
    {
        ModelCard parts = Load(DrawnDetector.WriteParts(_folder)), boxes = Load(DrawnDetector.WriteParts(_folder, masks: false)), whole = Load(DrawnDetector.WriteWhole(_folder));

        Assert.Equal([FileRole.Rpn, FileRole.Box, FileRole.Mask], parts.Output.Parameters.Networks);
        Assert.Equal([FileRole.Rpn, FileRole.Box], boxes.Output.Parameters.Networks);
        Assert.Equal([FileRole.Model], whole.Output.Parameters.Networks);
        TwoStageParameters parameters = Assert.IsType<TwoStageParameters>(parts.Output.Parameters);
        Assert.Equal((Math.Log(1000.0 / 16), 0.5), (parameters.DeltaClip, parts.Output.Thresholds.MaskThreshold));
        Assert.Equal([new BoundingBox(0, 0, 16, 16)], parameters.Proposals!.Anchors);
    }

    [Theory]
    [InlineData("role: mask,", "role: other,", "0 files have the role mask; expected one.")]
    [InlineData("role: box,", "role: rpn,", "2 files have the role rpn; expected one.")]
    [InlineData("role: mask,", "role: model,", "1 files have the role model; expected none: with these parameters the decoder reads rpn, box, mask.")]
    [InlineData("decoder: mask-rcnn", "decoder: two-stage", "1 files have the role mask; expected none: with these parameters the decoder reads rpn, box.")]
    [InlineData("task: instance-segmentation", "task: detection", "is for the task instance-segmentation, but the card's task is detection")]
    [InlineData("scale: 1/255", "scale: 1/255\n  batch: dynamic", "reads one picture at a time. Set 'batch: single'")]
    [InlineData("engine: onnx", "engine: opencv-dnn\nformat: tensorflow", "A network in parts runs with 'engine: onnx' alone.")]
    [InlineData("- [0, 0, 16, 16]", "- [0, 0, 16]", "An element of 'anchors' is")]
    [InlineData("- [0, 0, 16, 16]", "- [16, 0, 0, 16]", "'anchors' must hold at least one box")]
    [InlineData("deltaWeights: [10, 10, 5, 5]", "deltaWeights: [10, 10]", "'deltaWeights' has 2 numbers; expected 4")]
    [InlineData("before: 100", "before: 1000000", "expected a whole number from 1 to 5000")]
    [InlineData("features: features\n      stride", "feature: features\n      stride", "'proposals' lacks 'features'")]
    [InlineData("maskThreshold: 0.5", "maskThreshold: 2", "expected a number from 0 to 1")]
    public void Load_OneFault_IsNamed(string good, string bad, string expected)
    {
        PluginException e = Assert.Throws<PluginException>(() => Load(DrawnDetector.WriteParts(_folder, edit: c =>
        {
            Assert.Contains(good, c, StringComparison.Ordinal);
            return c.Replace(good, bad, StringComparison.Ordinal);
        })));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    private static ModelCard Load(string folder) => ModelCard.Load(Path.Combine(folder, ModelCard.FileName));
}
