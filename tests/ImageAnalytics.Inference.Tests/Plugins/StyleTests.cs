using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Plugins.Style;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Plugins;

/// <summary>The plugin style with a real network that gives back what it sees.</summary>
public sealed class StyleTests : IDisposable
{
    private const int Side = 32;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Analyze_Letterbox_GivesAPngOfThePictureAlone()
    {
        using Picture picture = Picture.Random(64, 32, 1);
        Observation made = Paint(picture, "{}", "letterbox", out Mat pixels);
        using (pixels)
        {
            Assert.Equal((ObservationKinds.Picture, "mirror", 1d, null), (made.Kind, made.Label, made.Confidence, made.Box));
            Assert.Equal(("png", 32, 16), (made.Picture!.Format, made.Picture.Width, made.Picture.Height));
            Assert.Equal((32, 16), (pixels.Width, pixels.Height));
        }
    }

    [Fact]
    public void Analyze_Crop_GivesTheCentreBitForBitAndItsBox()
    {
        using Picture picture = Picture.Random(64, 32, 2, gap: 3);
        Observation made = Paint(picture, "{}", "crop", out Mat pixels);
        using (pixels)
        {
            Assert.Equal(new BoundingBox(16, 0, 32, 32), made.Box);
            for (int y = 0; y < Side; y++)
            {
                Assert.Equal(picture.Pixels.Row(y).Slice(16 * 3, Side * 3).ToArray(), RowOf(pixels, y));
            }
        }
    }

    [Fact]
    public void Analyze_Jpeg_HasTheFormatAndALowerQualityFewerBytes()
    {
        using Picture picture = Picture.Random(64, 64, 3);
        EncodedPicture fine = Paint(picture, """{ "format": "jpeg" }""", "stretch", out Mat one).Picture!, coarse = Paint(picture, """{ "format": "jpeg", "quality": 20 }""", "stretch", out Mat two).Picture!;
        one.Dispose();
        two.Dispose();
        Assert.Equal(("jpeg", "jpeg"), (fine.Format, coarse.Format));
        Assert.Equal([0xFF, 0xD8, 0xFF], fine.Bytes.Span[..3].ToArray());
        Assert.True(coarse.Bytes.Length < fine.Bytes.Length);
    }

    [Fact]
    public void Analyze_CardWithALabel_CallsTheStyleByIt()
    {
        using Picture picture = Picture.Random(40, 40, 4);
        using IAnalyzer analyzer = PluginHost.Open(new StylePlugin(), Model("stretch", c => c + "labels: [The Great Wave]\n"));
        Assert.Equal("The Great Wave", Assert.Single(PluginHost.Look(analyzer, picture.Region)).Label);
        Assert.Equal(new InputSize(Side, Side), ((IDeclaresInputSize)analyzer).InputSize);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Analyze_ShorterSide_PaintsAtThatSizeAndKeepsTheBoundOfLongPictures(bool statesOneSize)
    {
        string model = DrawnModel.Write(_folder, statesOneSize ? TinyNetwork.MirrorThatStatesOneSize(64) : TinyNetwork.Mirror("H", "W"), c => Style("shorter-side", c)
            .Replace($"  width: {Side}\n  height: {Side}\n", "", StringComparison.Ordinal)
            .Replace("resize: shorter-side", "resize: shorter-side\n  shorterSide: 64\n  longerSideMax: 128\n  multipleOf: 4", StringComparison.Ordinal), "mirror");
        using IAnalyzer analyzer = PluginHost.Open(new StylePlugin(), model, """{ "shorterSide": 32 }""");
        using Picture picture = Picture.Random(80, 40, 5), longer = Picture.Random(160, 40, 6);
        Assert.Equal(new InputSize(32, 32), ((IDeclaresInputSize)analyzer).InputSize);
        EncodedPicture made = Assert.Single(PluginHost.Look(analyzer, picture.Region)).Picture!, strip = Assert.Single(PluginHost.Look(analyzer, longer.Region)).Picture!;
        Assert.Equal(((64, 32), (64, 16)), ((made.Width, made.Height), (strip.Width, strip.Height)));
    }

    [Fact]
    public void Open_ShorterSideForAModelOfOneSize_IsRefusedWithTheNextStep()
        => Assert.Contains(
            "cannot paint with model 'mirror' at a shorter side of 64 pixels: the model takes pictures of 32x32 only. Leave 'shorterSide' out",
            string.Join('\n', Assert.Throws<PluginException>(() => PluginHost.Open(new StylePlugin(), Model("stretch"), """{ "shorterSide": 64 }""")).Problems),
            StringComparison.Ordinal);

    [Fact]
    public void Open_WrongModels_AreRefusedWithTheReason()
    {
        Assert.Contains("its card has 2 labels; expected one", Refused(Model("stretch", c => c + "labels: [a, b]\n")), StringComparison.Ordinal);
        Assert.Contains("its task is classification, but the plugin style needs style-transfer", Refused(DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16))), StringComparison.Ordinal);
        Assert.Contains("expects [N, H, W, 3]", Refused(Model("stretch", c => c.Replace("channels: bgr }", "channels: bgr, layout: nhwc }", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("'mean' has 2 numbers; expected 3", Refused(Model("stretch", c => c.Replace("channels: bgr }", "channels: bgr, mean: [1, 2] }", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    private static string Refused(string model)
        => string.Join('\n', Assert.Throws<PluginException>(() => PluginHost.Open(new StylePlugin(), model)).Problems);

    private Observation Paint(Picture picture, string options, string resize, out Mat pixels)
    {
        using IAnalyzer analyzer = PluginHost.Open(new StylePlugin(), Model(resize), options);
        Observation made = Assert.Single(PluginHost.Look(analyzer, picture.Region));
        Observation again = Assert.Single(PluginHost.Look(analyzer, picture.Region));
        Assert.Equal(made.Picture!.Bytes.ToArray(), again.Picture!.Bytes.ToArray());
        pixels = Cv2.ImDecode(made.Picture!.Bytes.ToArray(), ImreadModes.Color);
        return made;
    }

    private string Model(string resize, Func<string, string>? edit = null)
        => DrawnModel.Write(_folder, TinyNetwork.Mirror(Side), c => edit is null ? Style(resize, c) : edit(Style(resize, c)), "mirror");

    private static string Style(string resize, string card) => card[..card.IndexOf("labels:", StringComparison.Ordinal)]
        .Replace("task: classification", "task: style-transfer", StringComparison.Ordinal)
        .Replace("width: 16", $"width: {Side}", StringComparison.Ordinal).Replace("height: 16", $"height: {Side}", StringComparison.Ordinal)
        .Replace("resize: stretch", $"resize: {resize}", StringComparison.Ordinal)
        .Replace("channels: rgb", "channels: bgr", StringComparison.Ordinal).Replace("  scale: 1/255\n", "", StringComparison.Ordinal)
        .Replace("decoder: softmax-labels", "decoder: picture", StringComparison.Ordinal).Replace("{ softmax: true }", "{ channels: bgr }", StringComparison.Ordinal);

    private static byte[] RowOf(Mat mat, int y)
    {
        byte[] row = new byte[mat.Cols * 3];
        System.Runtime.InteropServices.Marshal.Copy(mat.Ptr(y), row, 0, row.Length);
        return row;
    }
}
