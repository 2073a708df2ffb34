namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Combining steps are steps: stored, reused, continued, looked at by later steps, failed with what they read.</summary>
public sealed class CombineTests : IDisposable
{
    private const int Count = 12;

    private const string Head = """
        name: shapes
        steps:
          - { id: boxes, plugin: shapes }

        """;

    private const string Both = Head + """
          - { id: bold, plugin: shapes, options: { contrast: 120 } }

        """;

    private const string Fused = Both + """
          - { id: fused, combine: weighted-boxes, of: [boxes, bold], options: { labels: { red: crimson } } }
          - { id: kept, combine: vote, of: [fused, bold], options: { minVotes: 1 } }
          - { id: colour, plugin: shapes, on: fused, options: { classify: true } }
          - { id: tone, plugin: shapes, on: fused, options: { classify: true, contrast: 90 } }
          - { id: agreed, combine: vote, of: [tone, colour] }
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public CombineTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_CombiningSteps_AreExportedLikeOthers()
    {
        IReadOnlyList<DrawnPicture> drawn = DrawnPictures.Draw(_workspace["in"], Count);
        CsvFolder csv = Scan(Fused, "out").Csv;
        CsvRow[] fused = [.. csv.Observations.Where(r => r["step"] == "fused")];
        Assert.Equal(drawn.Where(d => d.Colour is not null).Select(d => (d.Name, d.Colour == "red" ? "crimson" : d.Colour!)), fused.Select(r => (r["path"], r["label"])));
        Assert.All(fused, r => Assert.Equal(
            ("fused#1", "weighted-boxes", "", "detection", "", """{"steps":["bold","boxes"],"votes":2}"""),
            (r["id"], r["plugin"], r["model"], r["kind"], r["parent"], r["detail"])));
        Assert.Equal(fused.Length, csv.Rows("detections.csv").Count(r => r["step"] == "fused"));
        Assert.All(csv.Rows("classifications.csv"), r => Assert.Equal(("fused#1", "1"), (r["region"], r["rank"])));
        Assert.Equal(fused.Length, csv.Rows("classifications.csv").Count(r => r["step"] == "agreed"));
        foreach (string format in (string[])["coco", "json", "parquet"])
        {
            Assert.Equal(0, _program.Run("export", _workspace["out"], "--format", format).ExitCode);
        }

        Assert.Contains("\"fused#1\"", File.ReadAllText(_workspace["out/shapes/latest/coco.json"]), StringComparison.Ordinal);
        Assert.Contains("weighted-boxes", File.ReadAllText(_workspace["out/shapes/latest/report/index.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Again_ComputesNothingWhateverTheOrderOfStepsAndDefaultsThatAreSaid()
    {
        DrawnPictures.Draw(_workspace["in"], Count);
        CliResult first = Scan(Fused, "out"), second = Scan(
            Fused.Replace("[boxes, bold], options: {", "[bold, boxes], options: { overlap: 0.55,", StringComparison.Ordinal), "out");
        Assert.Equal((0, Count), (second.Line.New, second.Line.Reused));
        first.Csv.AssertEquals(second.Csv);
    }

    [Theory]
    [InlineData(Head)]
    [InlineData(Both)]
    public void Run_SomeOfTheStepsAreStored_GivesTheRowsOfAFreshRun(string before)
    {
        DrawnPictures.Draw(_workspace["in"], Count);
        Scan(before, "out");
        CliResult continued = Scan(Fused, "out"), fresh = Scan(Fused, "fresh");
        fresh.Csv.AssertEquals(continued.Csv);
    }

    [Fact]
    public void Run_OptionOfACombiningStepChanges_ComputesItAndWhatReadsItAgain()
    {
        DrawnPictures.Draw(_workspace["in"], Count);
        CliResult before = Scan(Fused, "out");
        CliResult changed = Scan(Fused.Replace("red: crimson", "red: coral", StringComparison.Ordinal), "out");
        Assert.Equal(Count, changed.Line.New);
        Assert.Equal(before.Csv.Text("detections.csv").Replace("crimson", "coral", StringComparison.Ordinal), changed.Csv.Text("detections.csv"));
    }

    [Fact]
    public void Run_AStepThatIsCombinedFails_TheCombiningStepFailsTheSameWay()
    {
        DrawnPictures.Draw(_workspace["in"], 6);
        string faults = Head + "  - { id: fault, plugin: fault, options: { throw: [p003] } }\n"
            + "  - { id: tone, plugin: shapes, options: { classify: true } }\n  - { id: fused, combine: vote, of: [fault, tone], options: { minVotes: 1 } }\n";
        CsvFolder csv = Scan(faults.Replace("name: shapes", "name: faults", StringComparison.Ordinal), "out").Csv;
        CsvRow failure = Assert.Single(csv.Failures);
        Assert.Equal("model-error", failure["failure"]);
        Assert.Equal("partial", csv.Images.Single(r => r["path"] == failure["path"])["status"]);
        Assert.DoesNotContain(csv.Observations, r => r["step"] == "fused" && r["path"] == failure["path"]);
        Assert.Contains(csv.Observations, r => r["step"] == "tone" && r["path"] == failure["path"]);
        Assert.Equal(5, csv.Observations.Where(r => r["step"] == "fused").DistinctBy(r => r["path"]).Count());
    }

    [Fact]
    public void Kill_AtRandomMoments_ContinuedRunsEqualAnUndisturbedOne()
    {
        DrawnPictures.Draw(_workspace["in"], 60);
        new KillSeries(_program, _workspace, _workspace.Write("fused.yaml", Fused), "in", 60).Run(runs: 1, seed: 23, "--lanes", "2", "--chunk", "4");
    }

    private CliResult Scan(string pipeline, string output) => _program.Scan(_workspace.Write("pipeline.yaml", pipeline), "in", output, "--lanes", "2").AssertExit(0);
}
