using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Cards;

public sealed class ModelCardTests
{
    private static readonly string s_card = DrawnModel.Card([1, 2, 3]);

    [Fact]
    public void Catalog_EveryCard_IsSound()
    {
        ModelCatalog catalog = ModelCatalog.Load(Shared.Catalog);

        Assert.Superset(
            new HashSet<string>
            {
                "fastestdet", "lenet-frozen", "mask-rcnn-2go", "mobileface-v2", "mobilenet-v1", "mobilenet-v2", "nanodet-m", "pp-resnet50", "sface",
                "sface-int8", "squeezenet", "style-candy", "style-la-muse", "style-mosaic", "style-udnie", "ultraface-320", "ultraface-640",
                "yolo-fastest", "yolo-fastest-xl", "yolox-s", "yolox-s-int8", "yunet", "yunet-n",
            },
            catalog.Cards.Select(c => c.Name).ToHashSet());
        // A file that is published nowhere has a place on mirrors, and the card says so.
        Assert.All(catalog.Cards, c => Assert.All(c.Files, f => Assert.True(f.Source is not null || (f.Mirror is not null && c.Notes.Length > 0), $"{c.Name}: {f.Name}")));
    }

    [Fact]
    public void Parse_SoundCard_ReadsEverything()
    {
        ModelCard card = ModelCard.Parse(s_card, "model.yaml");

        Assert.Equal(("colours", ModelEngine.Onnx, ChannelOrder.Rgb, 1 / 255.0), (card.Name, card.Engine, card.Input.Channels, card.Input.Scaling.Scale));
        Assert.Equal(["red", "green", "blue"], card.Labels.Inline);
    }

    [Fact]
    public void Parse_SeveralFaults_NamesAllWithTheirPlaces()
    {
        string text = s_card
            .Replace("licence: MIT\n", "licens: MIT\n")
            .Replace("resize: stretch", "resize: strech")
            .Replace("width: 16", "width: wide")
            .Replace("softmax-labels", "softmax-label")
            .Replace("engine: onnx", "engine: tensorflow");

        PluginException e = Assert.Throws<PluginException>(() => ModelCard.Parse(text, "model.yaml"));

        Assert.Contains(e.Problems, p => p.StartsWith("model.yaml:6:1: 'model.yaml' has no key 'licens'. Did you mean 'licence'?", StringComparison.Ordinal));
        Assert.Contains(e.Problems, p => p.Contains("lacks 'licence'", StringComparison.Ordinal));
        Assert.Contains(e.Problems, p => p.StartsWith("model.yaml:14:10: 'width' is 'wide'; expected a whole number from 1 to 8192.", StringComparison.Ordinal));
        Assert.Contains(e.Problems, p => p.Contains("Did you mean 'stretch'?", StringComparison.Ordinal));
        Assert.Contains(e.Problems, p => p.Contains("Did you mean 'softmax-labels'?", StringComparison.Ordinal));
        Assert.Contains(e.Problems, p => p.Contains("'engine' is 'tensorflow'; expected one of: onnx, opencv-dnn.", StringComparison.Ordinal));
        Assert.Equal(6, e.Problems.Count);
    }

    [Theory]
    [InlineData("name: net.onnx", "name: ../net.onnx")]
    [InlineData("name: net.onnx", "name: /etc/passwd")]
    [InlineData("name: net.onnx", "name: .hidden")]
    [InlineData("name: net.onnx", "name: model.yaml")]
    [InlineData("name: net.onnx", "name: 'a/b'")]
    public void Parse_HostileFileName_IsRefused(string good, string bad)
    {
        PluginException e = Assert.Throws<PluginException>(() => ModelCard.Parse(s_card.Replace(good, bad), "model.yaml"));

        Assert.Contains("is refused; expected a plain file name", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: colours", "name: Colours", "lower-case letters")]
    [InlineData("name: colours", "name: ../colours", "lower-case letters")]
    [InlineData("name: colours", "name: !!binary Y29sb3Vycw==", "The tag")]
    [InlineData("licence: MIT", "licence: MIT\n%FOO x", "begins with '%' and is no")]
    [InlineData("licence: MIT", "licence: &a MIT", "The anchor")]
    [InlineData("task: classification", "task: detection", "is for the task classification, but the card's task is detection")]
    [InlineData("bytes: 3", "bytes: -3", "expected a whole number")]
    [InlineData("card: 1", "card: 2", "Install a newer version")]
    [InlineData("scale: 1/255", "scale: 1/0", "expected a number")]
    [InlineData("scale: 1/255", "mean: [1, 2]", "'mean' has 2 numbers; expected 3")]
    [InlineData("scale: 1/255", "number: uint8\n  scale: 1/255", "takes pixels as they are")]
    [InlineData("scale: 1/255", "alpha: whit", "'alpha' is 'whit'; expected one of: drop, white, black, grey, or a colour such as \"#7f7f7f\", in quotes. Did you mean 'white'?")]
    [InlineData("scale: 1/255", "percentiles: [99, 1]", "'percentiles' is [99, 1]; expected two numbers from 0 to 100, the lower one first, such as [1, 99.8].")]
    [InlineData("scale: 1/255", "percentiles: [1, 101]", "'percentiles'")]
    [InlineData("scale: 1/255", "alpha: \"#ffff\"", "'alpha' is '#ffff'; expected one of")]
    [InlineData("scale: 1/255", "alpha: \"#gggggg\"", "'alpha' is '#gggggg'; expected one of")]
    [InlineData("engine: onnx", "engine: onnx\nformat: darknet", "runs the format onnx alone")]
    [InlineData("labels: [red, green, blue]", "labels: { file: names.txt }", "lists no 'names.txt' with the role labels")]
    [InlineData("labels: [red, green, blue]", "labels: []", "'labels' is empty")]
    [InlineData("decoder: softmax-labels\n  parameters: { softmax: true }", "decoder: distribution-boxes\n  parameters: { bins: 8, levels: [] }", "'levels' is empty; expected the outputs of each grid, with its stride.")]
    [InlineData("softmax: true", "softmax: yes", "expected true or false")]
    [InlineData("softmax: true", "softmaxx: true", "Did you mean 'softmax'?")]
    [InlineData("role: model", "role: other", "0 files have the role model; expected one")]
    public void Parse_Fault_SaysWhatIsExpected(string good, string bad, string message)
    {
        Assert.Contains(good, s_card, StringComparison.Ordinal);

        PluginException e = Assert.Throws<PluginException>(() => ModelCard.Parse(s_card.Replace(good, bad), "model.yaml"));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop", null)]
    [InlineData("white", "BackgroundColour { Red = 255, Green = 255, Blue = 255 }")]
    [InlineData("black", "BackgroundColour { Red = 0, Green = 0, Blue = 0 }")]
    [InlineData("grey", "BackgroundColour { Red = 128, Green = 128, Blue = 128 }")]
    [InlineData("\"#10aB03\"", "BackgroundColour { Red = 16, Green = 171, Blue = 3 }")]
    public void Parse_Alpha_IsTheColourBehindTransparentPixels(string alpha, string? expected)
    {
        Assert.Null(ModelCard.Parse(s_card, "model.yaml").Input.Background);
        Assert.Equal(expected, ModelCard.Parse(s_card.Replace("scale: 1/255", $"scale: 1/255\n  alpha: {alpha}"), "model.yaml").Input.Background?.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("just a text")]
    [InlineData("- a\n- list")]
    [InlineData("a: [1, 2")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("? [a, b]\n: c")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void Parse_NoCardAtAll_IsAProblemAndNoCrash(string text)
        => Assert.StartsWith("model.yaml:", Assert.Throws<PluginException>(() => ModelCard.Parse(text, "model.yaml")).Problems[0], StringComparison.Ordinal);

    [Fact]
    public void Load_HugeOrMissingFile_IsRefused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.In("model.yaml"), new string('#', 2_000_000));

        Assert.Contains("expected at most", Assert.Throws<PluginException>(() => ModelCard.Load(folder.In("model.yaml"))).Message, StringComparison.Ordinal);
        Assert.Contains("Cannot read the model card", Assert.Throws<PluginException>(() => ModelCard.Load(folder.In("none.yaml"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,tench, Tinca\n1,goldfish\n", new[] { "tench, Tinca", "goldfish" })]
    [InlineData("1,b\r\n0,a\"\r\n\r\n", new[] { "a", "b" })]
    public void Labels_IndexName_AreOrderedByIndex(string text, string[] expected)
        => Assert.Equal(expected, ModelLabels.Read(WithLabels("index-name"), System.Text.Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("0,a\n0,b\n")]
    [InlineData("0,a\n2,b\n")]
    [InlineData("a\nb\n")]
    public void Labels_GapsOrDoubles_AreRefused(string text)
        => Assert.Throws<PluginException>(() => ModelLabels.Read(WithLabels("index-name"), System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Library_UnknownName_NamesTheNearestAndHowToInstall()
    {
        using TemporaryFolder folder = new();
        DrawnModel.Write(folder, [1, 2, 3]);
        ModelLibrary library = new([folder.In("none"), folder.Path]);

        Assert.Equal("colours", library.Find("colours").Name);
        PluginException e = Assert.Throws<PluginException>(() => library.Find("colour"));
        Assert.Contains("Did you mean 'colours'?", e.Message, StringComparison.Ordinal);
        Assert.Contains("models install colour", e.Message, StringComparison.Ordinal);
        Assert.Throws<PluginException>(() => library.Find("../" + Path.GetFileName(folder.Path) + "/colours"));
    }

    [Fact]
    public void Library_BadCard_IsListedWithItsProblems()
    {
        using TemporaryFolder folder = new();
        DrawnModel.Write(folder, [1, 2, 3], c => c.Replace("engine: onnx", "engine: other"));
        DrawnModel.Write(folder, [1, 2, 3], name: "zebra");

        IReadOnlyList<LibraryEntry> list = new ModelLibrary([folder.Path]).List();

        Assert.Equal([("colours", false), ("zebra", true)], list.Select(e => (e.Name, e.Model is not null)));
        Assert.Contains("'engine' is 'other'", Assert.Single(list[0].Problems), StringComparison.Ordinal);
    }

    private static ModelCard WithLabels(string format) => ModelCard.Parse(
        s_card.Replace("labels: [red, green, blue]", $"labels: {{ file: names.txt, format: {format} }}")
            .Replace("input:", $"  - {{ name: names.txt, role: labels, bytes: 1, sha256: {new string('0', 64)} }}\ninput:"),
        "model.yaml");
}
