using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Lanes;

public sealed unsafe class LaneSinkTests
{
    private static readonly Image s_image = new("a.png", new string('0', 64), 200, 100);
    private readonly LaneSink _sink = new();

    [Fact]
    public void Add_BoxInAReducedRegion_IsMappedClippedAndRounded()
    {
        Region region = Begin(new BoundingBox(0, 0, 200, 100), 100, 50, null);
        _sink.Add(region, Detection(new BoundingBox(10.04, 20, 95, 20), 0.123456));
        StoredObservation stored = Assert.Single(_sink.Take());
        Assert.Equal(new BoundingBox(20.1, 40, 179.9, 40), stored.Value.Box);
        Assert.Equal(0.1235, stored.Value.Confidence);
        Assert.Equal((1, null), (stored.Number, stored.Parent));
    }

    [Fact]
    public void Add_ClassificationOfACrop_CarriesTheCropsBoxAndParent()
    {
        Region region = Begin(new BoundingBox(10, 20, 30, 40), 30, 40, 7);
        _sink.Add(region, new Observation { Kind = ObservationKinds.Classification, Label = "dog", Confidence = 1.0005, Rank = 1 });
        StoredObservation stored = Assert.Single(_sink.Take());
        Assert.Equal(new BoundingBox(10, 20, 30, 40), stored.Value.Box);
        Assert.Equal(1, stored.Value.Confidence);
        Assert.Equal(7, stored.Parent);
    }

    [Fact]
    public void Add_BoxOutsideThePicture_IsLeftOut()
    {
        Region region = Begin(new BoundingBox(0, 0, 200, 100), 200, 100, null);
        _sink.Add(region, Detection(new BoundingBox(300, 10, 20, 20), 0.5));
        Assert.Empty(_sink.Take());
    }

    [Theory]
    [InlineData(double.NaN, 0.5, "expected finite numbers")]
    [InlineData(1, double.NaN, "expected 0 to 1")]
    [InlineData(1, 1.5, "expected 0 to 1")]
    public void Add_Rubbish_IsRefusedWithWhatWasExpected(double x, double confidence, string expected)
    {
        Region region = Begin(new BoundingBox(0, 0, 200, 100), 200, 100, null);
        ArgumentException error = Assert.Throws<ArgumentException>(() => _sink.Add(region, Detection(new BoundingBox(x, 1, 2, 2), confidence)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static Observation Detection(BoundingBox box, double confidence)
        => new() { Kind = ObservationKinds.Detection, Label = "dog", Confidence = confidence, Box = box };

    private Region Begin(BoundingBox box, int width, int height, int? parent)
    {
        byte pixel = 0;
        Region region = new(s_image, box, new PixelView((nint)(&pixel), width, height, width * 3));
        _sink.Begin([(region, parent)]);
        return region;
    }
}
