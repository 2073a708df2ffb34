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
        Assert.Contains("images  2 in both; 1 new, 1 gone, 1 moved, 1 with other content, 0 with another status, 0 with other findings", told.Output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(_workspace["changes/changes.csv"]);
        Assert.Equal(
            ["b.png,gone", "c.png,content", "moved.png,moved,a.png", "new.png,new"],
            rows[1..].Select(r => string.Join(',', r.Split(',')[..3]).TrimEnd(',')).Distinct().Order(StringComparer.Ordinal));

        JsonNode figures = JsonNode.Parse(program.Run("compare", first, second, "--json").Output)!;
        Assert.Equal(JsonNode.Parse(File.ReadAllText(_workspace["changes/compare.json"]))!.ToJsonString(), figures.ToJsonString());
        Assert.Equal((4, 4), ((int)figures["before"]!["counts"]!["images"]!, (int)figures["after"]!["counts"]!["images"]!));

        JsonArray trend = JsonNode.Parse(program.Run("trend", "out", "--json").Output)!.AsArray();
        Assert.Equal([4, 4], trend.Select(r => (int)r!["counts"]!["images"]!));
        Assert.Equal([4, 2], trend.Select(r => (int)r!["counts"]!["new"]!));
        Assert.Equal(4, trend[0]!["labels"]!.AsArray().Where(l => (string)l!["step"]! == "colour" && (string)l["label"]! == "red").Sum(l => (int)l!["observations"]!));
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
}
