using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Engine.Tests.Lanes;

/// <summary>What the sink makes of pictures that plugins hand over.</summary>
public sealed unsafe class MadePictureTests : IDisposable
{
    private static readonly Image s_image = new("a.png", new string('0', 64), 200, 100);
    private readonly TemporaryFolder _folder = new();
    private readonly LaneSink _sink;
    private readonly Region _region;

    public MadePictureTests()
    {
        _sink = new LaneSink(new BlobStore(_folder.Path), 1000);
        byte pixel = 0;
        _region = new Region(s_image, new BoundingBox(0, 0, 200, 100), new PixelView((nint)(&pixel), 200, 100, 600));
        _sink.Begin([(_region, null)]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("png", ".png")]
    [InlineData("jpeg", ".jpg")]
    public void Add_Picture_IsKeptAsAFileAndNamedInTheDetail(string format, string extension)
    {
        EncodedPicture picture = Draw(format);
        _sink.Add(_region, Made(picture) with { Detail = """{"seed":7}""", Box = new BoundingBox(50, 0, 100, 100) });
        Observation stored = Assert.Single(_sink.Take()).Value;
        Assert.Null(stored.Picture);
        Assert.Equal(new BoundingBox(50, 0, 100, 100), stored.Box);
        JsonObject detail = JsonNode.Parse(stored.Detail!)!.AsObject();
        Assert.Equal(["seed", "file", "width", "height"], detail.Select(p => p.Key));
        Assert.Equal((40, 30), ((int)detail["width"]!, (int)detail["height"]!));
        string file = (string)detail["file"]!;
        Assert.EndsWith(extension, file, StringComparison.Ordinal);
        Assert.Equal(picture.Bytes.ToArray(), File.ReadAllBytes(Path.Combine(_folder.Path, file)));
    }

    [Fact]
    public void Add_PictureWithPoints_KeepsBoth()
    {
        _sink.Add(_region, Made(Draw("png")) with { Points = [new ImagePoint(3, 4)] });
        JsonObject detail = JsonNode.Parse(Assert.Single(_sink.Take()).Value.Detail!)!.AsObject();
        Assert.Equal(["file", "width", "height", "points"], detail.Select(p => p.Key));
    }

    [Fact]
    public void Add_DetailThatNamesAFileItself_IsOverruled()
    {
        _sink.Add(_region, Made(Draw("png")) with { Detail = """{"file":"/etc/passwd","width":"<b>"}""" });
        Assert.DoesNotContain("passwd", Assert.Single(_sink.Take()).Value.Detail!, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "none", "of the kind 'picture' without a picture" },
        { "other-kind", "of the kind 'detection' with a picture" },
        { "format", "of the format 'gif'; expected one of: png, jpeg" },
        { "magic", "that is no whole jpeg file" },
        { "torn", "that is no whole png file" },
        { "empty", "that is no whole png file" },
        { "size", "a picture of 41 x 30 pixels, but its file says 40 x 30" },
        { "[1]", "with a detail that is no JSON object" },
        { "null", "with a detail that is no JSON object" },
        { """{"a":1,"a":2}""", "with a detail that is no JSON object" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Add_WrongPicture_IsRefusedWithTheReasonAndNothingIsKept(string what, string expected)
    {
        EncodedPicture picture = Draw("png");
        Observation observation = what switch
        {
            "none" => Made(picture) with { Picture = null },
            "other-kind" => Made(picture) with { Kind = ObservationKinds.Detection },
            "format" => Made(picture with { Format = "gif" }),
            "magic" => Made(picture with { Format = "jpeg" }),
            "torn" => Made(picture with { Bytes = picture.Bytes[..^20] }),
            "empty" => Made(picture with { Bytes = default }),
            "size" => Made(picture with { Width = 41 }),
            _ => Made(picture) with { Detail = what },
        };
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => _sink.Add(_region, observation));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "store", "blobs")));
        Assert.Null(_sink.Fault);
    }

    [Fact]
    public void Add_StoreCannotBeWritten_IsAFaultAlsoWhenThePluginHidesIt()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "store"), "A file where the folder should be.");
        Assert.Throws<StoreException>(() => _sink.Add(_region, Made(Draw("png"))));
        Assert.Contains("Cannot write a picture that a step made", _sink.Fault!.Message, StringComparison.Ordinal);
    }

    private static Observation Made(EncodedPicture picture) => new() { Kind = ObservationKinds.Picture, Label = "mosaic", Confidence = 1, Picture = picture };

    private static EncodedPicture Draw(string format)
    {
        using Mat mat = new(30, 40, MatType.CV_8UC3, new Scalar(10, 200, 90));
        Cv2.ImEncode("." + format, mat, out byte[] bytes);
        return new EncodedPicture(format, 40, 30, bytes);
    }
}
