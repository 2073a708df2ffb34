using System.Text.Json;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>What a run promises to scripts and to those who run it again.</summary>
public sealed class ScanTests : IDisposable
{
    private const int Count = 12;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;
    private readonly IReadOnlyList<DrawnPicture> _drawn;
    private readonly string _pipeline;

    public ScanTests()
    {
        _program = new CliProgram(_workspace);
        _drawn = DrawnPictures.Draw(_workspace["in"], Count);
        _pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_DrawnPictures_FindsWhatWasDrawn()
    {
        CsvFolder csv = Scan().Csv;
        Assert.Equal(_drawn.Select(d => (d.Name, $"{d.Width}", $"{d.Height}", "ok")), csv.Images.Select(r => (r["path"], r["width"], r["height"], r["status"])));
        ILookup<string, CsvRow> found = csv.Rows("detections.csv").ToLookup(r => r["path"]);
        Assert.All(_drawn.Where(d => d.Colour is null), d => Assert.Empty(found[d.Name]));
        Assert.All(_drawn.Where(d => d.Colour is not null), d => Assert.Equal(d.Colour, Assert.Single(found[d.Name])["label"]));
        Assert.All(_drawn.Where(d => d.Colour is not null && d.IsLossless), d => Assert.Equal(
            FormattableString.Invariant($"{d.Left:0.0} {d.Top:0.0} {d.ShapeWidth:0.0} {d.ShapeHeight:0.0}"),
            $"{found[d.Name].First()["x"]} {found[d.Name].First()["y"]} {found[d.Name].First()["width"]} {found[d.Name].First()["height"]}"));
        Assert.All(csv.Rows("classifications.csv"), r => Assert.Equal(("1", "boxes#1"), (r["rank"], r["region"])));
    }

    [Fact]
    public void Run_LastLine_AddsUpWithTheFiles()
    {
        CliResult result = Scan();
        RunLine line = result.Line;
        Assert.Equal((Count, Count, 0, 0), (line.Images, line.New, line.Reused, line.Failed));
        Assert.Equal(line.Images, result.Csv.Images.Count);
        Assert.Equal(line.Observations, result.Csv.Observations.Count);
        Assert.Equal(line.Observations, result.Csv.Rows("summary.csv").Sum(r => long.Parse(r["observations"], null)));
        Assert.Equal(line.Observations, result.Csv.Rows("detections.csv").Count + result.Csv.Rows("classifications.csv").Count);
        Assert.Equal(Path.GetFullPath(line.Output), Path.GetFullPath(new DirectoryInfo(_workspace["out/shapes/latest"]).ResolveLinkTarget(true)!.FullName));
    }

    [Fact]
    public void Run_Json_PrintsOneObjectWithTheSameKeys()
    {
        CliResult result = _program.Scan(_pipeline, "in", "out", "--json").AssertExit(0);
        using JsonDocument document = JsonDocument.Parse(Assert.Single(result.Output.TrimEnd('\n').Split('\n')));
        Assert.Equal(["images", "new", "reused", "failed", "observations", "seconds", "output"], document.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(Count, document.RootElement.GetProperty("images").GetInt64());
        Assert.Equal(Scan().Line.Observations, document.RootElement.GetProperty("observations").GetInt64());
    }

    [Fact]
    public void Run_Again_ComputesNothingAndGivesTheSameFiles()
    {
        CliResult first = Scan(), second = Scan();
        Assert.Equal((0, Count), (second.Line.New, second.Line.Reused));
        first.Csv.AssertEquals(second.Csv);
        Assert.Equal(first.Line.Observations, second.Line.Observations);
    }

    [Fact]
    public void Run_RenamedFolderPipelineAndSteps_ComputesNothing()
    {
        CliResult first = Scan();
        Directory.Move(_workspace["in"], _workspace["moved"]);
        string renamed = _workspace.Write("other.yaml", TestPipelines.Shapes
            .Replace("name: shapes", "name: other", StringComparison.Ordinal).Replace("boxes", "where-it-is", StringComparison.Ordinal).Replace("colour", "what-it-is", StringComparison.Ordinal));
        CliResult second = _program.Scan(renamed, "moved", "out");
        Assert.Equal((0, Count), (second.Line.New, second.Line.Reused));
        Assert.Equal(
            first.Csv.Text("observations.csv").Replace("boxes", "where-it-is", StringComparison.Ordinal).Replace("colour", "what-it-is", StringComparison.Ordinal),
            second.Csv.Text("observations.csv"));
    }

    [Fact]
    public void Run_StepAdded_ChangesNoRowOfTheOthers()
    {
        CsvFolder before = Scan().Csv;
        _workspace.Write("shapes.yaml", TestPipelines.Shapes + "\n  - { id: faint, plugin: shapes, options: { contrast: 20 } }\n");
        CliResult after = Scan();
        Assert.Equal(Count, after.Line.New);
        Assert.Equal(before.Observations, after.Csv.Observations.Where(r => r["step"] != "faint"));
        Assert.Contains(after.Csv.Observations, r => r["step"] == "faint");
        Assert.Equal(before.Text("images.csv"), after.Csv.Text("images.csv"));
    }

    [Fact]
    public void Run_PicturesAddedChangedAndRemoved_ComputesOnlyWhatIsNew()
    {
        Scan().AssertExit(0);
        File.Delete(_workspace["in/p000.png"]);
        DrawnPictures.DrawOne(_workspace["in/p002.bmp"], seed: 77);
        DrawnPictures.DrawOne(_workspace["in/deep/down/new.png"], seed: 78);
        File.Copy(_workspace["in/p003.tif"], _workspace["in/deep/copy.tif"]);
        CliResult second = Scan(), fresh = _program.Scan(_pipeline, "in", "fresh");
        Assert.Equal((Count + 1, 2, Count - 1), (second.Line.Images, second.Line.New, second.Line.Reused));
        fresh.Csv.AssertEquals(second.Csv);
    }

    [Fact]
    public void Run_SeveralInputs_NamesEachPathByItsFolder()
    {
        DrawnPictures.Draw(_workspace["second/in"], 3, seed: 2);
        CliResult result = _program.Run("run", _pipeline, "--input", "in", "second", "--output", "out", "--plugins", Repository.TestPlugins);
        Assert.Equal(Count + 3, result.Line.Images);
        Assert.Equal(3, result.Csv.Images.Count(r => r["path"].StartsWith("second/in/p00", StringComparison.Ordinal) && r["folder"] == "second/in"));
        Assert.Equal(Count, result.Csv.Images.Count(r => r["path"].StartsWith("in/p0", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_Limit_LooksAtTheFirstOfTheListing()
    {
        CliResult result = Scan("--limit", "5");
        Assert.Equal(_drawn.Take(5).Select(d => d.Name), result.Csv.Images.Select(r => r["path"]));
        CliResult rest = Scan();
        Assert.Equal((Count - 5, 5), (rest.Line.New, rest.Line.Reused));
    }

    [Fact]
    public void Run_Set_ChangesTheOptionAsTheFileWould()
    {
        CsvFolder set = Scan("--set", "boxes.contrast=20").Csv;
        string file = _workspace.Write("edited.yaml", TestPipelines.Shapes.Replace("id: boxes, plugin: shapes }", "id: boxes, plugin: shapes, options: { contrast: 20 } }", StringComparison.Ordinal));
        CliResult edited = _program.Scan(file, "in", "out");
        Assert.Equal(0, edited.Line.New);
        set.AssertEquals(edited.Csv);
        Assert.NotEqual(Scan().Csv.Text("detections.csv"), set.Text("detections.csv"));
    }

    [Fact]
    public void Run_MoreFailedThanAllowed_ExitsWithThree()
    {
        File.WriteAllText(_workspace["in/note.png"], "This is no picture.");
        Scan("--fail-over", "50").AssertExit(0);
        CliResult result = Scan("--fail-over", "5").AssertExit(3);
        Assert.Equal(1, RunLine.Parse(result.Output).Failed);
        Scan("--fail-over", "0").AssertExit(3);
        CsvRow failure = Assert.Single(Scan().Csv.Failures);
        Assert.Equal(("note.png", "not-an-image"), (failure["path"], failure["failure"]));
    }

    [Fact]
    public void Run_Report_IsThereAndNamesTheQuestion()
    {
        string report = File.ReadAllText(Path.Combine(Scan().Line.Output, "report", "index.html"));
        Assert.Contains("Which shape is where?", report, StringComparison.Ordinal);
    }

    private CliResult Scan(params string[] more) => _program.Scan(_pipeline, "in", "out", more);
}
