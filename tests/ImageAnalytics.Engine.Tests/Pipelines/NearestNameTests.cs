using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class NearestNameTests
{
    private static readonly string[] s_names = ["minConfidence", "top", "labels", "single-shot-detector", "a"];

    [Theory]
    [InlineData("min_confidence", "minConfidence")]
    [InlineData("minConfidense", "minConfidence")]
    [InlineData("confidence", "minConfidence")]
    [InlineData("TOP", "top")]
    [InlineData("tpo", "top")]
    [InlineData("label", "labels")]
    [InlineData("singleshotdetector", "single-shot-detector")]
    [InlineData("A", "a")]
    [InlineData("b", null)]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void Of_Name_IsTheOneThatWasProbablyMeant(string written, string? expected) => Assert.Equal(expected, NearestName.Of(written, s_names));

    [Fact]
    public void Of_EndlessName_IsNotCompared() => Assert.Null(NearestName.Of(new string('a', 1_000_000), s_names));
}
