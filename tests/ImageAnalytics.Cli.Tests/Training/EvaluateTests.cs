using System.Text.Json.Nodes;
using ImageAnalytics.Inference.Tests.Support;
using OpenCvSharp;

namespace ImageAnalytics.Cli.Tests.Training;

/// <summary>What scripts and people get from <c>evaluate</c>.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public EvaluateTests()
    {
        _program = new CliProgram(_workspace);
        TestModels.Install(_workspace, "brightness", TinyNetwork.ChannelMeans("1", 32));
        Edit("brightness", "labels: [\"no\", \"yes\"]", "labels: [\"blue\", \"green\", \"red\"]");
        Edit("brightness", "name: data", "name: picture");
        Edit("brightness", "number: fp32", "number: fp32, scale: 1/255");
        Draw("data/red/a.png", new Scalar(0, 0, 255));
        Draw("data/red/b.png", new Scalar(255, 0, 0));
        Draw("data/green/c.png", new Scalar(0, 255, 0));
        Draw("data/green/d.png", new Scalar(0, 255, 0));
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Evaluate_Json_IsOneObjectAndAPageIsWritten()
    {
        _workspace.Write("data/red/broken.png", "no picture");

        CliResult result = _program.Run("evaluate", "--model", "brightness", "--data", "data", "--format", "folder", "--json").AssertExit(0);

        JsonNode json = JsonNode.Parse(result.Output)!;
        Assert.Equal(("classification", "brightness", 4, 0.75), ((string)json["task"]!, (string)json["model"]!, (int)json["images"]!, (double)json["top1"]!));
        Assert.Equal((0.5, 1.0), ((double)json["per_class"]!["red"]!["recall"]!, (double)json["per_class"]!["green"]!["recall"]!));
        Assert.Equal(1, (int)json["broken_images"]!);
        Assert.Contains("1 pictures cannot be used and are in no figure, such as 'red/broken.png'", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_workspace["output/evaluations/brightness-data/index.html"]));
    }

    [Fact]
    public void Evaluate_Text_IsATable()
    {
        string output = _program.Run("evaluate", "--model", "brightness", "--data", "data", "--format", "folder", "--output", "page").AssertExit(0).Output;

        Assert.Contains("brightness (classification)", output, StringComparison.Ordinal);
        Assert.Matches("top-1 +0.7500", output);
        Assert.Matches("red +2 +1.0000 +0.5000 +0.6667", output);
        Assert.Contains($"page: {_workspace["page/index.html"]}", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--min-confidence", "0,01", "--min-confidence must be from 0 to 1.")]
    [InlineData("--output", "", "'--output' is empty; expected a path or a name.")]
    [InlineData("--images", "", "'--images' is empty; expected a path or a name.")]
    public void Evaluate_ArgumentThatCannotBe_IsRefusedBeforeAnythingIsRead(string option, string value, string told)
        => Assert.Contains(told, _program.Run("evaluate", "--model", "brightness", "--data", "data", "--format", "folder", option, value).AssertExit(2).Error, StringComparison.Ordinal);

    [Fact]
    public void Evaluate_ModelThatIsNotInstalled_NamesTheNearest()
        => _program.Run("evaluate", "--model", "britness", "--data", "data", "--format", "folder").AssertRefused("There is no model 'britness'.", "Did you mean 'brightness'?");

    [Fact]
    public void Evaluate_SplitOrClassesOrDataThatDoNotFit_AreRefused()
    {
        _program.Run("evaluate", "--model", "brightness", "--data", "data", "--format", "folder", "--split", "val").AssertRefused("There is no split 'val'");
        _program.Run("evaluate", "--model", "brightness", "--data", "nowhere", "--format", "folder").AssertRefused("nowhere");
        _program.Run("evaluate", "--model", "brightness", "--data", "data", "--format", "folder", "--min-confidence", "2").AssertRefused("--min-confidence must be from 0 to 1.");
        Edit("brightness", "[\"blue\", \"green\", \"red\"]", "[\"x\", \"y\", \"z\"]");
        _program.Run("evaluate", "--model", "brightness", "--data", "data", "--format", "folder").AssertRefused("no class has the same name in both", "'x', 'y', 'z'", "'green', 'red'");
    }

    private void Edit(string model, string from, string to)
    {
        string card = File.ReadAllText(_workspace[$"models/{model}/model.yaml"]);
        Assert.Contains(from, card, StringComparison.Ordinal);
        _workspace.Write($"models/{model}/model.yaml", card.Replace(from, to, StringComparison.Ordinal));
    }

    private void Draw(string path, Scalar colour)
    {
        using Mat picture = new(40, 40, MatType.CV_8UC3, colour);
        Cv2.ImEncode(".png", picture, out byte[] png);
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace[path])!);
        File.WriteAllBytes(_workspace[path], png);
    }
}
