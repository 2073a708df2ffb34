namespace ImageAnalytics.Cli.Tests.Training;

public sealed class SamplesCommandTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public SamplesCommandTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Samples_AllSets_WritesThemAndSaysWhatInOneLine()
    {
        CliResult result = _program.Run("samples", "--output", _workspace["drawn"], "--count", "12", "--people", "2", "--pictures", "3", "--width", "200", "--height", "200");

        result.AssertExit(0);
        string line = Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("lines=12 line_parts=", line, StringComparison.Ordinal);
        Assert.Contains(" parts=12 badges=6 people=2 groups=3 ", line, StringComparison.Ordinal);
        Assert.EndsWith($" output={_workspace["drawn"]}", line, StringComparison.Ordinal);
        Assert.All((string[])["README.txt", "line/coco.json", "line/images/line-00012.jpg", "parts/nut-defective", "badges/person-002/badge-3.jpg", "badges/faces.json", "groups/faces.json"],
            p => Assert.True(Path.Exists(_workspace["drawn/" + p]), p));
    }

    [Fact]
    public void Samples_OnlyOneSet_LeavesTheOthersOut()
    {
        _program.Run("samples", "--output", _workspace["drawn"], "--count", "2", "--only", "line").AssertExit(0);

        Assert.Equal(["README.txt", "line"], Directory.GetFileSystemEntries(_workspace["drawn"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Samples_OneSetDrawnAnew_SaysOfEachWhatItIs()
    {
        _program.Run("samples", "--output", _workspace["drawn"], "--count", "2", "--people", "1", "--pictures", "1").AssertExit(0);
        _program.Run("samples", "--output", _workspace["drawn"], "--count", "3", "--seed", "7", "--only", "parts", "--force").AssertExit(0);

        Assert.Equal(
            ["line   : seed 1, count 2, 640 x 480", "parts  : seed 7, count 3", "badges : seed 1, people 1, pictures of each 1", "groups : seed 1, people 1, count 1", "styles : seed 1"],
            File.ReadAllLines(_workspace["drawn/README.txt"]).Where(l => l.Contains(": seed", StringComparison.Ordinal)));
    }

    [Fact]
    public void Samples_BadArguments_AreRefusedBeforeAnythingIsWritten()
    {
        _program.Run("samples").AssertRefused("--output");
        _program.Run("samples", "--output", "").AssertRefused("Name a folder");
        _program.Run("samples", "--output", _workspace["a"], "--count", "0", "--width", "100").AssertRefused("--count", "--width", "from 160 to 8192");
        _program.Run("samples", "--output", _workspace["a"], "--only", "cats").AssertRefused("cats");
        Assert.False(Directory.Exists(_workspace["a"]));
    }

    [Fact]
    public void Samples_FolderInUse_IsRefusedAndForceReplacesOnlySamples()
    {
        string[] draw = ["samples", "--output", _workspace["drawn"], "--count", "1", "--only", "line"];
        _program.Run(draw).AssertExit(0);

        _program.Run(draw).AssertRefused("not empty", "--force");
        _program.Run([.. draw, "--force"]).AssertExit(0);
        string own = _workspace.Write("drawn/line/notes.txt", "mine");
        _program.Run([.. draw, "--force"]).AssertRefused($"did not write '{own}'");
        Assert.True(File.Exists(own));
        File.Delete(own);
        File.WriteAllText(_workspace["drawn/README.txt"], "mine");
        _program.Run([.. draw, "--force"]).AssertRefused("did not write");
    }
}
