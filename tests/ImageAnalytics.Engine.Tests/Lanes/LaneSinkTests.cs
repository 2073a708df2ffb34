using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Lanes;

public sealed unsafe class LaneSinkTests
{
    private static readonly Image s_image = new("a.png", new string('0', 64), 200, 100);
    private readonly LaneSink _sink = new(blobs: null, maxObservations: 1000);

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
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => _sink.Add(region, Detection(new BoundingBox(x, 1, 2, 2), confidence)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_NoLabel_IsRefusedWithWhatWasExpected()
    {
        Region region = Begin(new BoundingBox(0, 0, 200, 100), 200, 100, null);
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => _sink.Add(region, Detection(new BoundingBox(1, 1, 2, 2), 0.5) with { Label = null! }));
        Assert.Contains("without a label or a kind", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_MoreThanAllowed_IsRefusedWithTheOptionThatAllowsMore()
    {
        LaneSink sink = new(blobs: null, maxObservations: 2);
        Region region = Begin(new BoundingBox(0, 0, 200, 100), 200, 100, null);
        sink.Begin([(region, null)]);
        sink.Add(region, Detection(new BoundingBox(1, 1, 2, 2), 0.5));
        sink.Add(region, Detection(new BoundingBox(300, 1, 2, 2), 0.5));
        sink.Add(region, Detection(new BoundingBox(1, 1, 2, 2), 0.5));

        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => sink.Add(region, Detection(new BoundingBox(1, 1, 2, 2), 0.5)));

        Assert.Contains("more than 2 observations for one image. If that many are wanted, raise --max-observations, up to 167,772.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_MaskOfTheWholeImage_IsKept()
    {
        Region region = Begin(new BoundingBox(10, 20, 30, 40), 30, 40, 7);
        Mask mask = RunLengths.FromWindow(200, 100, 12, 22, 2, 1, [1, 1]).ToMask();
        _sink.Add(region, Detection(new BoundingBox(1, 1, 5, 5), 0.5) with { Kind = ObservationKinds.Instance, Mask = mask });
        Assert.Equal(mask, Assert.Single(_sink.Take()).Value.Mask);
    }

    [Theory]
    [InlineData(30, 40, "`U10", 0, "expected one of the whole upright image, 200 x 100")]
    [InlineData(200, 100, "1", 0, "for 'dog' that cannot be read. The text of the mask ends 19999 pixels before the picture of 200 x 100 pixels does.")]
    [InlineData(200, 100, "not a mask", 0, "that cannot be read. The text of the mask is broken at character")]
    [InlineData(200, 100, "P^PP0", 5, "that cannot be read.")]
    public void Add_MaskThatIsNone_IsRefusedWithWhatWasExpected(int width, int height, string text, int area, string expected)
    {
        Region region = Begin(new BoundingBox(10, 20, 30, 40), 30, 40, 7);
        Observation instance = Detection(new BoundingBox(1, 1, 5, 5), 0.5) with { Kind = ObservationKinds.Instance, Mask = new Mask(width, height, text, area) };
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => _sink.Add(region, instance));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_PointsInAReducedRegion_AreMappedRoundedAndKeptInTheDetail()
    {
        Region region = Begin(new BoundingBox(10, 20, 100, 50), 50, 25, null);
        _sink.Add(region, Face([new(1.04, 2), new(-5.02, -10.01)], """{"distance":0.5}"""));
        Observation stored = Assert.Single(_sink.Take()).Value;
        Assert.Equal("""{"distance":0.5,"points":[[12.1,24],[0,0]]}""", stored.Detail);
        Assert.Null(stored.Points);
    }

    [Fact]
    public void Add_PointsWithoutDetail_MakeOne()
    {
        _sink.Add(Begin(new BoundingBox(0, 0, 200, 100), 200, 100, null), Face([new(1, 2)], null));
        Assert.Equal("""{"points":[[1,2]]}""", Assert.Single(_sink.Take()).Value.Detail);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"points":1}""")]
    public void Add_PointsAndADetailThatCannotTakeThem_IsRefused(string detail)
        => Assert.Contains("The plugin reported points", Assert.ThrowsAny<ArgumentException>(() => _sink.Add(Begin(new BoundingBox(0, 0, 200, 100), 200, 100, null), Face([new(1, 2)], detail))).Message, StringComparison.Ordinal);

    [Fact]
    public void Add_PointsOrEmbeddingThatAreNoNumbers_AreRefused()
    {
        Region region = Begin(new BoundingBox(0, 0, 200, 100), 200, 100, null);
        Assert.Contains("all of finite numbers", Assert.ThrowsAny<ArgumentException>(() => _sink.Add(region, Face([new(1, double.NaN)], null))).Message, StringComparison.Ordinal);
        Assert.Contains("at most 1000", Assert.ThrowsAny<ArgumentException>(() => _sink.Add(region, Face(new ImagePoint[1001], null))).Message, StringComparison.Ordinal);
        Assert.Contains("an embedding of 2 numbers", Assert.ThrowsAny<ArgumentException>(() => _sink.Add(region, Face([], null) with { Embedding = [1, float.PositiveInfinity] })).Message, StringComparison.Ordinal);
        Assert.Contains("an embedding of 8193 numbers", Assert.ThrowsAny<ArgumentException>(() => _sink.Add(region, Face([], null) with { Embedding = new float[8193] })).Message, StringComparison.Ordinal);
        Assert.Empty(_sink.Take());
    }

    private static Observation Face(IReadOnlyList<ImagePoint> points, string? detail)
        => new() { Kind = ObservationKinds.Face, Confidence = 1, Box = new BoundingBox(1, 1, 5, 5), Points = points, Detail = detail };

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
