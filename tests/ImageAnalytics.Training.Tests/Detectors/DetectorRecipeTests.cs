using ImageAnalytics.Training.Detectors.Regions;
using ImageAnalytics.Training.Detectors.SingleShot;
using ImageAnalytics.Training.Recipes;

namespace ImageAnalytics.Training.Tests.Detectors;

public sealed class DetectorRecipeTests
{
    [Fact]
    public void Network_IsReadFromTheRecipe()
    {
        RegionProposalOptions options = Assert.IsType<RegionProposalOptions>(Parse("mask-rcnn", "widths: [8, 16, 32, 48], neck: 32, stride: 4, anchors: 9, masks: { byClass: true, channels: 24 }").Network);
        Assert.Equal((4, 9, 32, true, 24), (options.Stride, options.Anchors, options.Features.Neck, options.Masks!.ByClass, options.Masks.Channels));
        Assert.Equal([8, 16, 32, 48], options.Features.Widths);
        Assert.True(Assert.IsType<SingleShotOptions>(Parse("face-detector", "strides: [8, 16]").Network).Points);
        Assert.Null(Assert.IsType<RegionProposalOptions>(Parse("region-proposal", "hidden: 64").Network).Masks);
    }

    [Theory]
    [InlineData("single-shot", "strides: [16, 8]", "'strides' is [16, 8]; expected some of 4, 8, 16 and 32, in that order.")]
    [InlineData("single-shot", "widths: [8, 16]", "'widths' is [8, 16]; expected four whole numbers")]
    [InlineData("region-proposal", "stride: 5", "'stride' is 5; expected 4, 8 or 16.")]
    [InlineData("single-shot", "focus: 0.5", "'focus' is 0.5; expected 0 for none, or at least 1.")]
    [InlineData("mask-rcnn", "minConfidence: 0.01", "'minConfidence' is 0.01, below 'leastConfidence', 0.05, under which the network itself keeps nothing; expected at least as much.")]
    [InlineData("region-proposal", "masks: { depth: 2 }", "masks")]
    [InlineData("mask-rcnn", "masks: { depth: 9 }", "depth")]
    public void WrongNetwork_IsRefusedWithWhatIsExpected(string family, string network, string message)
        => Assert.Contains(message, Assert.Throws<RecipeException>(() => Parse(family, network)).Message, StringComparison.Ordinal);

    private static Recipe Parse(string family, string network) => RecipeReader.Parse(
        $$"""
        recipe: 1
        name: parts
        problem: Which parts are there?
        family: {{family}}
        data: { path: parts, format: coco, validation: val }
        input: { width: 320, height: 256, resize: letterbox, channels: rgb, layout: nchw, number: fp32, scale: 1/255 }
        network: { {{network}} }
        training: { epochs: 1, batch: 8, rate: 0.002 }
        model: { version: "1.0", summary: Finds parts., licence: CC0-1.0, source: drawn }
        """,
        "parts.yaml");
}
