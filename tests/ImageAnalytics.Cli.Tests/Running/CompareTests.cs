using System.Text.Json.Nodes;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Two nights of drawn pictures with known differences: compare and trend say exactly them.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Nights_WithKnownDifferences_AreToldExactly()
    {
        CliProgram program = new(_workspace);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        foreach (string name in (string[])["a", "b", "c", "=d"])
        {
            DrawnPictures.DrawOne(_workspace[$"in/{name}.png"], seed: name[^1]);
        }

        string first = program.Scan(pipeline, "in", "out").Line.Output;
        File.Move(_workspace["in/a.png"], _workspace["in/moved.png"]);
        File.Delete(_workspace["in/b.png"]);
        DrawnPictures.Draw(_workspace["more"], 1, seed: 7);
        File.Copy(_workspace["more/p000.png"], _workspace["in/c.png"], overwrite: true);
        DrawnPictures.DrawOne(_workspace["in/new.png"], seed: 1000);
        string second = program.Scan(pipeline, "in", "out").Line.Output;

        CliResult told = program.Run("compare", "out/shapes", "--output", "changes");
        Assert.Equal(0, told.ExitCode);
        Assert.Contains("images  2 in both; 1 new, 1 gone, 1 moved, 1 with other content, 0 with another status, 0 with other findings; 0 failed now, 0 no longer", told.Output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(_workspace["changes/changes.csv"]);
        Assert.Equal(
            ["b.png,gone", "c.png,content", "moved.png,moved,a.png", "new.png,new"],
            rows[1..].Select(r => string.Join(',', r.Split(',')[..3]).TrimEnd(',')).Distinct().Order(StringComparer.Ordinal));

        JsonNode figures = JsonNode.Parse(program.Run("compare", first, second, "--json").Output)!;
        Assert.Equal(JsonNode.Parse(File.ReadAllText(_workspace["changes/compare.json"]))!.ToJsonString(), figures.ToJsonString());
        Assert.Equal((4, 4), ((int)figures["before"]!["counts"]!["images"]!, (int)figures["after"]!["counts"]!["images"]!));

        AssertPage("changes");
        File.Delete(_workspace["in/moved.png"]);
        Assert.Equal(0, program.Run("compare", "out/shapes", "--output", "again").ExitCode);
        Assert.Contains("\"path\":\"moved.png\"", File.ReadAllText(_workspace["again/data/pairs-0.js"]), StringComparison.Ordinal);

        JsonArray trend = JsonNode.Parse(program.Run("trend", "out", "--json").Output)!.AsArray();
        Assert.Equal([4, 4], trend.Select(r => (int)r!["counts"]!["images"]!));
        Assert.Equal([4, 2], trend.Select(r => (int)r!["counts"]!["new"]!));
        Assert.Equal(4, trend[0]!["labels"]!.AsArray().Where(l => (string)l!["step"]! == "colour" && (string)l["label"]! == "red").Sum(l => (int)l!["observations"]!));
    }

    [Fact]
    public void TwoStepsOfOneRun_ArePictured_AndWrittenAgainTheSame()
    {
        CliProgram program = new(_workspace);
        string pipeline = _workspace.Write("two.yaml", """
            name: two
            problem: Do both see the same?
            steps:
              - { id: boxes, plugin: shapes }
              - { id: colour, plugin: shapes, options: { classify: true } }
            """);
        DrawnPictures.Draw(_workspace["in"], 3, seed: 5);
        program.Scan(pipeline, "in", "out").AssertExit(0);
        string[] compare = ["compare", "out/two", "out/two", "--steps", "boxes=colour", "--output"];

        CliResult told = program.Run([.. compare, "models"]);
        told.AssertExit(0);
        program.Run([.. compare, "models-again"]).AssertExit(0);

        Assert.Contains($"page    {_workspace["models/index.html"]}", told.Output, StringComparison.Ordinal);
        string page = File.ReadAllText(_workspace["models/index.html"]);
        Assert.Contains("boxes and colour on the same images", page, StringComparison.Ordinal);
        Assert.Contains("How they agree", page, StringComparison.Ordinal);
        Assert.Equal(_workspace.Files("models"), _workspace.Files("models-again"));
        Assert.All(_workspace.Files("models"), f => Assert.Equal(File.ReadAllBytes(_workspace[$"models/{f}"]), File.ReadAllBytes(_workspace[$"models-again/{f}"])));
        Assert.Equal(3, _workspace.Files("models/thumbs").Count);
    }

    [Fact]
    public void FolderWithAPageOfSomethingElse_IsRefused()
    {
        CliProgram program = new(_workspace);
        DrawnPictures.DrawOne(_workspace["in/a.png"]);
        program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out").AssertExit(0);
        _workspace.Write("site/index.html", "mine");

        CliResult told = program.Run("compare", "out", "out", "--output", "site");

        Assert.Equal(2, told.ExitCode);
        Assert.Contains("'index.html' is there and is no comparison's.", told.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_workspace["site/index.html"]));
    }

    [Fact]
    public void OneRunAlone_HasNothingBeforeIt()
    {
        CliProgram program = new(_workspace);
        DrawnPictures.DrawOne(_workspace["in/a.png"]);
        program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out").AssertExit(0);

        CliResult told = program.Run("compare", "out");

        Assert.Equal(2, told.ExitCode);
        Assert.Contains("is the first of its pipeline: there is none before it to compare with. Name two runs.", told.Error, StringComparison.Ordinal);
        Assert.Equal(0, program.Run("compare", "out", "out", "--steps", "boxes=boxes").ExitCode);
        Assert.Contains("has no step 'thing'; it has 'boxes', 'colour'.", program.Run("compare", "out", "out", "--steps", "boxes=thing").Error, StringComparison.Ordinal);
    }

    // b.png is gone from the disk, and what c.png was before as well, unless a report kept a small picture of it.
    private void AssertPage(string folder)
    {
        string page = File.ReadAllText(_workspace[$"{folder}/index.html"]), pairs = File.ReadAllText(_workspace[$"{folder}/data/pairs-0.js"]);
        Assert.Contains("shapes: what changed", page, StringComparison.Ordinal);
        Assert.Contains("4 images differ; both runs have 2 images.", page, StringComparison.Ordinal);
        Assert.All(
            (string[])["{\"path\":\"b.png\",\"change\":\"gone\"", "{\"path\":\"moved.png\",\"change\":\"moved\",\"was\":\"a.png\"", "{\"path\":\"new.png\",\"change\":\"new\"", "{\"path\":\"c.png\",\"change\":\"content\""],
            text => Assert.Contains(text, pairs, StringComparison.Ordinal));
        Assert.All((string[])["index.html", "changes.csv", "compare.json", "assets/report.css", "assets/compare.js"], f => Assert.True(File.Exists(_workspace[$"{folder}/{f}"]), f));
    }
}
