using System.Text.Json;

namespace ImageAnalytics.Cli.Tests.Training;

public sealed class DataCheckTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public DataCheckTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.DrawOne(_workspace["data/train/nut/a.png"], 1);
        DrawnPictures.DrawOne(_workspace["data/train/bolt/b.png"], 2);
        DrawnPictures.DrawOne(_workspace["data/val/nut/c.png"], 1);
    }

    [Fact]
    public void DataCheck_Folder_PrintsCountsAndLeaksAndWritesAPage()
    {
        CliResult result = _program.Run("data", "check", _workspace["data"], "--format", "folder", "--output", _workspace["page"]).AssertExit(0);
        Assert.Contains("nut         1      1    2", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 pictures in two splits", result.Output, StringComparison.Ordinal);
        Assert.EndsWith($"page={_workspace["page/index.html"]}", result.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.True(File.Exists(_workspace["page/index.html"]));
    }

    [Fact]
    public void DataCheck_Json_IsOneObject()
    {
        CliResult result = _program.Run("data", "check", _workspace["data"], "--format", "folder", "--output", _workspace["page"], "--json").AssertExit(0);
        JsonElement found = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((3, 2), (found.GetProperty("images").GetInt32(), found.GetProperty("splits").GetProperty("train").GetInt32()));
        Assert.Equal(1, found.GetProperty("problems").GetProperty("Leak").GetInt32());
    }

    [Fact]
    public void DataCheck_NameWithALineFeed_StaysOnItsLine()
    {
        File.WriteAllText(_workspace["data/train/nut/x\nimages=0 classes=0 problems=0 page=.png"], "no picture");
        CliResult result = _program.Run("data", "check", _workspace["data"], "--format", "folder", "--output", _workspace["page"]).AssertExit(0);
        Assert.StartsWith("images=4", Assert.Single(result.Output.Split('\n'), l => l.StartsWith("images=", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void DataCheck_OtherFormat_IsRefusedWithAdvice()
        => _program.Run("data", "check", _workspace["data"], "--format", "voc", "--output", _workspace["page"]).AssertRefused("It looks like folder: try '--format folder'");

    [Theory]
    [InlineData("path", "", "--format", "folder")]
    [InlineData("--output", "data", "--format", "folder", "--output", "")]
    [InlineData("--images", "data", "--format", "coco", "--images", "")]
    public void Check_EmptyPath_IsRefused(string named, params string[] arguments)
        => _program.Run(["data", "check", .. arguments]).AssertRefused($"'{named}' is empty; expected a path or a name.");

    public void Dispose() => _workspace.Dispose();
}
