using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Plugins.Classifier;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Engines;

/// <summary>Networks of a few nodes, whose answers can be computed by hand.</summary>
public sealed class TinyNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 0, 255, "red")]
    [InlineData(0, 255, 0, "green")]
    [InlineData(255, 0, 0, "blue")]
    public void Classifier_PlainColour_NamesIt(int blue, int green, int red, string label)
    {
        using IAnalyzer analyzer = PluginHost.Open(new ClassifierPlugin(), DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16)));
        using Picture picture = Colour(blue, green, red, 40, 30);

        Observation first = PluginHost.Look(analyzer, picture.Region)[0];

        Assert.Equal(label, first.Label);
        // Softmax of (1, 0, 0).
        Assert.Equal(Math.E / (Math.E + 2), first.Confidence, 1e-6);
    }

    [Fact]
    public void Classifier_BgrOnTheCard_SeesBlueFirst()
    {
        string model = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16), c => c.Replace("channels: rgb", "channels: bgr"));
        using IAnalyzer analyzer = PluginHost.Open(new ClassifierPlugin(), model);
        using Picture picture = Colour(255, 0, 0, 16, 16);

        Assert.Equal("red", PluginHost.Look(analyzer, picture.Region)[0].Label);
    }

    [Fact]
    public void Runner_DynamicBatch_GivesTheSameBitsAsOneByOne()
    {
        string model = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("N", 16), c => c.Replace("scale: 1/255", "scale: 1/255\n  batch: dynamic"));
        using ModelRunner runner = ModelRunner.Open(InstalledModel.Load(model));
        Picture[] pictures = [.. Enumerable.Range(0, 11).Select(i => Picture.Random(20 + i, 30, i))];

        float[][] together = Answers(runner, [.. pictures.Select(p => p.Region)]);
        float[][] alone = [.. pictures.SelectMany(p => Answers(runner, [p.Region]))];

        Assert.True(runner.Batches);
        Assert.Equal(alone, together);
        Array.ForEach(pictures, p => p.Dispose());
    }

    [Fact]
    public void Runner_OutputThatIsOneForAllOfABatch_RunsOneByOne()
    {
        string model = DrawnModel.Write(_folder, TinyNetwork.MeansBesideBatchMean(16), c => c.Replace("scale: 1/255", "scale: 1/255\n  batch: dynamic").Replace("softmax: true", "softmax: true, output: means"));
        using ModelRunner runner = ModelRunner.Open(InstalledModel.Load(model));
        using Picture picture = Picture.Random(20, 30, 1);

        Assert.False(runner.Batches);
        Assert.Single(Answers(runner, [picture.Region]));
    }

    [Fact]
    public void Runner_AnswerWithANumberThatIsNone_IsRefused()
    {
        // Of a black picture, zero divided by zero.
        string model = DrawnModel.Write(_folder, TinyNetwork.ChannelShares("1", 16));
        using ModelRunner runner = ModelRunner.Open(InstalledModel.Load(model));
        using Picture black = Colour(0, 0, 0, 16, 16), red = Colour(0, 0, 255, 16, 16);

        Assert.Single(Answers(runner, [red.Region]));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Answers(runner, [black.Region]));
        Assert.Equal("The network's answer holds numbers that are not finite, in its output 'shares'.", error.Message);
    }

    [Fact]
    public void Runner_AnswersOfABatchInOneRow_AreDivided()
    {
        string model = DrawnModel.Write(_folder, TinyNetwork.MeansInOneRow(16), c => c.Replace("scale: 1/255", "scale: 1/255\n  batch: dynamic"));
        using ModelRunner runner = ModelRunner.Open(InstalledModel.Load(model));
        Picture[] pictures = [.. Enumerable.Range(0, 5).Select(i => Picture.Random(20 + i, 30, i))];

        Assert.True(runner.Batches);
        Assert.Equal([.. pictures.SelectMany(p => Answers(runner, [p.Region]))], Answers(runner, [.. pictures.Select(p => p.Region)]));
        Array.ForEach(pictures, p => p.Dispose());
    }

    [Fact]
    public void Verify_ConfidencesThatAreNone_SaysWhatIsToDo()
    {
        // Means of pixels from 0 to 255 are no confidences.
        string model = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16), c => c.Replace("softmax: true", "softmax: false").Replace("scale: 1/255", "scale: 1"));

        VerifyCheck check = ModelVerifier.Verify(InstalledModel.Load(model))[^1];

        Assert.False(check.Passed);
        Assert.Contains("as a confidence; expected 0 to 1. Where it leaves softmax", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runner_AnswerDependsOnTheBatch_RunsOneByOneAndVerifySaysSo()
    {
        string folder = DrawnModel.Write(_folder, TinyNetwork.MeansLessBatchMean(16), c => c.Replace("scale: 1/255", "scale: 1/255\n  batch: dynamic"));
        InstalledModel model = InstalledModel.Load(folder);
        using ModelRunner runner = ModelRunner.Open(model);

        Assert.False(runner.Batches);
        VerifyCheck batch = ModelVerifier.Verify(model).Single(c => c.Name == "batch");
        Assert.False(batch.Passed);
        Assert.Contains("set 'batch: single'", batch.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runner_DynamicSize_TakesWhatTheCardPrepares()
    {
        string folder = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 0, "H", "W"), c => c
            .Replace("  width: 16\n  height: 16\n  resize: stretch", "  resize: shorter-side\n  shorterSide: 20\n  multipleOf: 8"));
        using ModelRunner runner = ModelRunner.Open(InstalledModel.Load(folder));
        using Picture wide = Colour(0, 0, 255, 80, 40), tall = Colour(0, 0, 255, 30, 90);
        List<(int Width, int Height)> seen = [];

        runner.Run([wide.Region, tall.Region], (_, _, frame, _, _) => seen.Add((frame.Width, frame.Height)), TestContext.Current.CancellationToken);

        Assert.Equal([(40, 24), (24, 64)], seen);
    }

    [Fact]
    public void Open_TwoLanes_ShareOneNetworkAndFreeIt()
    {
        string folder = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16), name: "shared");
        string content = InstalledModel.Load(folder).ContentHash;
        using (ModelRunner first = ModelRunner.Open(InstalledModel.Load(folder)))
        using (ModelRunner second = ModelRunner.Open(InstalledModel.Load(folder)))
        {
            Assert.Equal(1, SharedNetwork.OpenCountOf(content));
        }

        Assert.Equal(0, SharedNetwork.OpenCountOf(content));
    }

    [Fact]
    public void Open_InputDoesNotFitCard_NamesBothShapesAndTheFix()
    {
        string folder = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 32));

        PluginException e = Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), folder));

        Assert.Contains("has the shape [1, 3, 32, 32], but model.yaml prepares [1, 3, 16, 16]", e.Message, StringComparison.Ordinal);
        Assert.Contains("Set input.width to 32 and input.height to 32", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NumbersDoNotFitCard_NamesBoth()
    {
        string folder = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16), c => c.Replace("channels: rgb", "channels: rgb\n  number: fp16"));

        PluginException e = Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), folder));

        Assert.Contains("holds fp32, but model.yaml prepares fp16", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LabelsDoNotFitOutput_NamesBoth()
    {
        string folder = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16), c => c.Replace("[red, green, blue]", "[red, green]"));

        PluginException e = Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), folder));

        Assert.Contains("has the shape [1, 3], but model.yaml gives 2 labels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NetworkWantsTerabytes_IsRefusedBeforeTheFirstImage()
    {
        string folder = DrawnModel.Write(_folder, TinyNetwork.MeansOfATerabyte(), c => c.Replace("width: 16", "width: 1").Replace("height: 16", "height: 1"));

        PluginException e = Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), folder));

        Assert.Contains("ONNX Runtime could not run model 'colours'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoOnnxFile_SaysSo()
    {
        string folder = DrawnModel.Write(_folder, "This is a text and no network."u8.ToArray());

        PluginException e = Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), folder));

        Assert.Contains("is no ONNX file", e.Message, StringComparison.Ordinal);
        Assert.Contains("net.onnx", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tensorflow")]
    [InlineData("darknet")]
    public void Open_NoNetworkForOpenCv_SaysSo(string format)
    {
        byte[] text = "This is a text and no network."u8.ToArray();
        string folder = DrawnModel.Write(_folder, text, c => c
            .Replace("engine: onnx", $"engine: opencv-dnn\nformat: {format}")
            .Replace("input:", format == "darknet" ? ConfigEntry(text) + "input:" : "input:"));
        File.WriteAllBytes(Path.Combine(folder, "net.cfg"), text);

        PluginException e = Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), folder));

        Assert.Contains("OpenCV cannot read it as", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileChanged_IsRefusedBeforeItIsOpened()
    {
        byte[] network = TinyNetwork.ChannelMeans("1", 16);
        string folder = DrawnModel.Write(_folder, network);
        network[^1] ^= 1;
        File.WriteAllBytes(Path.Combine(folder, "net.onnx"), network);

        PluginException e = Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), folder));

        Assert.Contains("is refused", e.Message, StringComparison.Ordinal);
        Assert.Contains("model.yaml says", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Cuda_SaysHowToGoOn()
    {
        string folder = DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16));

        PluginException e = Assert.Throws<PluginException>(() => ModelRunner.Open(InstalledModel.Load(folder), 1, Accelerator.Cuda));

        Assert.Contains("--accelerator cpu", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Cancelled_ThrowsAndTheNextRunWorks()
    {
        using ModelRunner runner = ModelRunner.Open(InstalledModel.Load(DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16))));
        using Picture picture = Colour(0, 0, 255, 16, 16);

        Assert.ThrowsAny<OperationCanceledException>(() => runner.Run([picture.Region], (_, _, _, _, _) => { }, new CancellationToken(canceled: true)));
        Assert.Equal([1f, 0f, 0f], Answers(runner, [picture.Region])[0]);
    }

    [Fact]
    public void Verify_SoundModel_PassesEveryCheck()
    {
        IReadOnlyList<VerifyCheck> checks = ModelVerifier.Verify(InstalledModel.Load(DrawnModel.Write(_folder, TinyNetwork.ChannelMeans("1", 16))));

        Assert.Equal(["files", "network", "answers", "repeats", "lanes", "batch"], checks.Select(c => c.Name));
        Assert.All(checks, c => Assert.True(c.Passed, c.Message));
    }

    [Fact]
    public void ContentHash_ChangesWithTheCardAndTheFile()
    {
        string Hash(byte[] network, string name, Func<string, string>? edit = null) => InstalledModel.Load(DrawnModel.Write(_folder, network, edit, name)).ContentHash;
        byte[] network = TinyNetwork.ChannelMeans("1", 16), other = TinyNetwork.ChannelMeans("N", 16);

        string hash = Hash(network, "one");

        Assert.Equal(hash, Hash(network, "one"));
        Assert.NotEqual(hash, Hash(other, "one"));
        Assert.NotEqual(hash, Hash(network, "one", c => c + "# a note\n"));
    }

    private static string ConfigEntry(byte[] text) => $"""
          - name: net.cfg
            role: config
            bytes: {text.Length}
            sha256: {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text))}

        """;

    private static Picture Colour(int blue, int green, int red, int width, int height) => new(new Mat(height, width, MatType.CV_8UC3, new Scalar(blue, green, red)));

    private static float[][] Answers(ModelRunner runner, Region[] regions)
    {
        List<float[]> answers = [];
        runner.Run(regions, (_, outputs, frame, item, _) => answers.Add(outputs.Output(0).Item(item, frame.Batch).ToArray()), TestContext.Current.CancellationToken);
        return [.. answers];
    }
}
