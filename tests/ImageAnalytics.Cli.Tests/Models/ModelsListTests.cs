namespace ImageAnalytics.Cli.Tests.Models;

/// <summary>What a person sees of the catalog before installing anything.</summary>
public sealed class ModelsListTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("mobilenet-v1")]
    [InlineData("mobilenet-v2")]
    [InlineData("pp-resnet50")]
    [InlineData("yolox-s")]
    [InlineData("yolox-s-int8")]
    public void ListAndShow_PublishedModelThatWeNeverRan_SaySo(string model)
    {
        CliProgram program = new(_workspace);
        string line = Assert.Single(program.Run("models", "list").AssertExit(0).Output.Split('\n'), l => l.StartsWith(model + " ", StringComparison.Ordinal));
        string shown = program.Run("models", "show", model).AssertExit(0).Output;

        Assert.Contains("in the catalog", line, StringComparison.Ordinal);
        Assert.EndsWith("Not run by us.", line, StringComparison.Ordinal);
        Assert.Contains("Not run by us: the card follows the publisher's own code", shown, StringComparison.Ordinal);
        Assert.Contains($"not installed; run: models install {model}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_InstalledModelOfTheCatalogWithABadCard_SaysWhatIsWrongWithIt()
    {
        _workspace.Write("models/mobilenet-v1/model.yaml", "card: 1\nnam: mobilenet-v1\n");
        new CliProgram(_workspace).Run("models", "show", "mobilenet-v1", "--models", _workspace["models"]).AssertRefused("'nam'");
    }
}
