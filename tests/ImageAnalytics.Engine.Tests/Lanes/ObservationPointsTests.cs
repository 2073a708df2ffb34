using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Lanes;

public sealed class ObservationPointsTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"points":[]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void AddTo_DetailThatCannotHoldPoints_IsThePluginsFault(string detail)
        => Assert.Contains("Expected one JSON object", Assert.ThrowsAny<ArgumentException>(() => ObservationPoints.AddTo(detail, [new ImagePoint(1, 2)])).Message, StringComparison.Ordinal);

    [Fact]
    public void AddTo_Object_KeepsWhatItHas()
        => Assert.Equal("""{"a":1,"points":[[1,2]]}""", ObservationPoints.AddTo("""{"a":1}""", [new ImagePoint(1, 2)]));
}
