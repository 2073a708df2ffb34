using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Cards;

public sealed class FaceDetectorCardTests
{
    [Theory]
    [InlineData("yunet", "    levels:\n", "    scales: [1, 0.5]\n    levels:\n", "'scales' needs an input whose size follows the picture. Set 'resize: shorter-side', or leave 'scales' away.")]
    [InlineData("yunet-n", "scales: [1, 0.5]", "scales: [1, 2]", "expected a number from 0.1 to 1")]
    [InlineData("yunet-n", "scales: [1, 0.5]", "scales: []", "'scales' is empty; expected at least one, such as 1. Or leave it away.")]
    [InlineData("yunet-n", "stride: 8,", "stride: 0,", "expected a whole number from 1 to 1024")]
    [InlineData("yunet-n", "boxes: bbox_8, ", "", "'levels' lacks 'boxes'")]
    [InlineData("yunet-n", "maxDetections: 1000", "maxDetections: 1000, tolerance: 1", "has a 'tolerance', which the decoder 'face-five-points' does not know")]
    [InlineData("ultraface-320", "unit: fraction", "unit: fractions", "Did you mean 'fraction'?")]
    [InlineData("ultraface-320", "task: face-detection", "task: detection", "The decoder 'face-boxes' is for the task face-detection")]
    public void Parse_Fault_SaysWhatIsExpected(string model, string good, string bad, string message)
    {
        string card = Card(model);
        Assert.Contains(good, card, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<PluginException>(() => ModelCard.Parse(card.Replace(good, bad, StringComparison.Ordinal), "model.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WithoutObjectnessAndScales_HasOneSize()
    {
        string card = Card("yunet-n").Replace("objectness: obj_8, ", "", StringComparison.Ordinal).Replace("    scales: [1, 0.5]\n", "", StringComparison.Ordinal);
        FaceFivePointsParameters parameters = (FaceFivePointsParameters)ModelCard.Parse(card, "model.yaml").Output.Parameters;
        Assert.Equal([1.0], parameters.Scales);
        Assert.Equal([null, "obj_16", "obj_32"], parameters.Levels.Select(l => l.Objectness));
    }

    private static string Card(string model) => File.ReadAllText(Path.Combine(Shared.Catalog, model, "model.yaml"));
}
