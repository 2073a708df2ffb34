using OpenCvSharp;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Files with several pages, each an image of its own.</summary>
public sealed class PageTests : IDisposable
{
    private const string All = """
        name: shapes
        images: { include: ["**/*"], pages: all }
        steps:
          - { id: boxes, plugin: shapes }
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;
    private readonly string _pipeline;

    public PageTests()
    {
        _program = new CliProgram(_workspace);
        _pipeline = _workspace.Write("all.yaml", All);
        Directory.CreateDirectory(_workspace["in"]);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Run_PagesAll_GivesEachPageItsOwnRows()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        DrawnPages.Animation(_workspace["in/b.png"], 20, 50);
        DrawnPages.Tiff(_workspace["in/c.tif"], 40);
        DrawnPictures.DrawOne(_workspace["in/d.png"]);
        CliResult result = Scan();
        Assert.Equal(["a.tif#1", "a.tif#2", "a.tif#3", "b.png#1", "b.png#2", "c.tif", "d.png"], result.Csv.Images.Select(r => r["path"]));
        Assert.All(result.Csv.Images, r => Assert.Equal("ok", r["status"]));
        Assert.Equal(["30.0", "60.0", "90.0", "20.0", "50.0", "40.0", "30.0"], result.Csv.Rows("detections.csv").Select(r => r["x"]));
        Assert.Single(result.Csv.Images.Where(r => r["path"].StartsWith("a.tif", StringComparison.Ordinal)).Select(r => r["sha256"]).Distinct());
        Assert.Equal(4, result.Csv.Images.Select(r => r["sha256"]).Distinct().Count());
        Assert.Contains("a.tif#2", File.ReadAllText(Path.Combine(result.Line.Output, "report", "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FirstPagesThenAll_SharesTheFirstPage()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        string first = _workspace.Write("first.yaml", All.Replace("all }", "first }", StringComparison.Ordinal));
        CliResult firsts = _program.Scan(first, "in", "out"), all = Scan(), back = _program.Scan(first, "in", "out");
        Assert.Equal(["a.tif"], firsts.Csv.Images.Select(r => r["path"]));
        Assert.Equal((3, 2, 1), (all.Line.Images, all.Line.New, all.Line.Reused));
        Assert.Equal((1, 0), (back.Line.Images, back.Line.New));
        firsts.Csv.AssertEquals(back.Csv);
    }

    [Fact]
    public void Run_Again_ComputesAndCountsNothing()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        DrawnPictures.Draw(_workspace["in"], 5);
        CliResult first = Scan();
        IReadOnlyList<string> counts = _workspace.Files("out/store/pages");
        CliResult second = Scan();
        Assert.Equal((8, 0, 8), (second.Line.Images, second.Line.New, second.Line.Reused));
        first.Csv.AssertEquals(second.Csv);
        Assert.Single(counts);
        Assert.Equal(counts, _workspace.Files("out/store/pages"));
    }

    [Fact]
    public void Run_FileThatGotAPage_LooksAtItAgain()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60);
        Scan().AssertExit(0);
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        CliResult grown = Scan(), fresh = _program.Scan(_pipeline, "in", "fresh");
        Assert.Equal((3, 3), (grown.Line.Images, grown.Line.New));
        fresh.Csv.AssertEquals(grown.Csv);
    }

    [Fact]
    public void Run_CopiedFile_SharesItsPages()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60);
        Scan().AssertExit(0);
        File.Copy(_workspace["in/a.tif"], _workspace["in/a.tif#2"]);
        CliResult result = Scan();
        Assert.Equal(["a.tif#1", "a.tif#2", "a.tif\\x232#1", "a.tif\\x232#2"], result.Csv.Images.Select(r => r["path"]));
        Assert.Equal(["30.0", "60.0", "30.0", "60.0"], result.Csv.Rows("detections.csv").Select(r => r["x"]));
        Assert.Equal(0, result.Line.New);
    }

    [Fact]
    public void Run_OnePageDamaged_IsThatPagesFailure()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        byte[] bytes = File.ReadAllBytes(_workspace["in/a.tif"]);
        Assert.True(DrawnPages.Break(bytes, page: 2));
        File.WriteAllBytes(_workspace["in/a.tif"], bytes);
        CliResult result = Scan();
        CsvRow failure = Assert.Single(result.Csv.Failures);
        Assert.Equal(("a.tif#2", "unsupported"), (failure["path"], failure["failure"]));
        Assert.Equal(["ok", "failed", "ok"], result.Csv.Images.Select(r => r["status"]));
        Assert.Equal(["a.tif#1", "a.tif#3"], result.Csv.Rows("detections.csv").Select(r => r["path"]));
        Assert.Equal((0, 1), (Scan().Line.New, Scan().Line.Failed));
    }

    [Fact]
    public void Run_PageThatCrashesTheWorker_CostsThatPageAlone()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        string pipeline = _workspace.Write("faults.yaml", TestPipelines.Fault("crash: ['a.tif#2']").Replace("name: faults", "name: faults\nimages: { pages: all }", StringComparison.Ordinal));
        CliResult result = _program.Scan(pipeline, "in", "out");
        CsvRow failure = Assert.Single(result.Csv.Failures);
        Assert.Equal(("a.tif#2", "crash"), (failure["path"], failure["failure"]));
        Assert.Equal(["ok", "partial", "ok"], result.Csv.Images.Select(r => r["status"]));
    }

    [Fact]
    public void Run_Limit_CountsPages()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        DrawnPages.Tiff(_workspace["in/b.tif"], 30, 60, 90);
        Assert.Equal(["a.tif#1", "a.tif#2", "a.tif#3", "b.tif#1"], Scan("--limit", "4").Csv.Images.Select(r => r["path"]));
        Assert.Equal((6, 2), (Scan().Line.Images, Scan("--rehash").Line.Images - 4));
    }

    [Fact]
    public void Plan_PagesAll_CountsThemAndLeavesNoTrace()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        CliResult plan = _program.Run("plan", _pipeline, "--input", "in", "--output", "out", "--plugins", Repository.TestPlugins).AssertExit(0);
        Assert.StartsWith("3 images: 0 done before, 3 to look at", plan.Output, StringComparison.Ordinal);
        Assert.Empty(_workspace.Files("out/store/pages"));
    }

    [Fact]
    public void Run_Coco_NamesThePages()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60);
        string pipeline = _workspace.Write("coco.yaml", All + "\nreport: { formats: [csv, coco] }\n");
        CliResult result = _program.Scan(pipeline, "in", "out");
        string coco = File.ReadAllText(Path.Combine(result.Line.Output, "coco.json"));
        Assert.Contains("\"file_name\":\"a.tif#2\"", coco.Replace(": ", ":", StringComparison.Ordinal), StringComparison.Ordinal);

        // Nothing changed: the file is there all the same, twice.
        Assert.True(File.Exists(Path.Combine(_program.Scan(pipeline, "in", "out").Line.Output, "coco.json")));
        Assert.True(File.Exists(Path.Combine(_program.Scan(_workspace.Write("coco.yaml", All + "\nreport: { formats: [html, coco] }\n"), "in", "out").Line.Output, "coco.json")));
        Assert.True(File.Exists(Path.Combine(_program.Scan(pipeline, "in", "out").Line.Output, "coco.json")));
    }

    [Fact]
    public void Retry_FileThatHasPagesNow_LeavesOtherFailuresWhereTheyWere()
    {
        DrawnPages.Tiff(_workspace["in/a.tif"], 30, 60, 90);
        DrawnPictures.DrawOne(_workspace["in/b.png"]);
        DrawnPictures.DrawOne(_workspace["in/c.png"]);
        File.CreateSymbolicLink(_workspace["in/d.png"], "/proc/self/mem"); // Gives an error where others have pixels.
        string follow = _workspace.Write("follow.yaml", All.Replace("pages: all", "pages: all, links: follow", StringComparison.Ordinal));
        _program.Scan(follow, "in", "out", "--max-bytes", $"{new FileInfo(_workspace["in/a.tif"]).Length - 1}").AssertExit(0);

        CliResult retried = _program.Run("retry", "out", "--plugins", Repository.TestPlugins, "--only", "too-large", "--max-bytes", "100000000");

        Assert.Equal(["a.tif#1 ok", "a.tif#2 ok", "a.tif#3 ok", "b.png ok", "c.png ok", "d.png failed"], retried.Csv.Images.Select(r => $"{r["path"]} {r["status"]}"));
    }

    [Fact]
    public void Kill_AtRandomMoments_ContinuedRunsEqualAnUndisturbedOne()
    {
        for (int i = 0; i < 6; i++)
        {
            DrawnPages.Tiff(_workspace[$"in/a{i}.tif"], 20, 30, 40, 50, 60);
            DrawnPages.Animation(_workspace[$"in/b{i}.png"], 20, 30, 40, 50, 60);
        }

        new KillSeries(_program, _workspace, _pipeline, "in", 60).Run(runs: 2, seed: 5, "--lanes", "2", "--chunk", "3");
    }

    [Fact]
    public void Run_TransparentPicture_IsSeenOnTheBackgroundThatTheStepNames()
    {
        using Mat picture = new(60, 80, MatType.CV_8UC4, new Scalar(0, 0, 255, 0));
        picture.Rectangle(new Rect(20, 10, 30, 20), new Scalar(0, 0, 255, 255), -1);
        File.WriteAllBytes(_workspace["in/a.png"], picture.ToBytes(".png"));
        string pipeline = _workspace.Write("two.yaml", """
            name: two
            steps:
              - { id: dropped, plugin: shapes }
              - { id: white, plugin: shapes, options: { background: 255 } }
              - { id: grey, plugin: shapes, options: { background: 128 } }
              - { id: inside, plugin: shapes, on: dropped, options: { background: 255 } }
            """);
        CliResult result = _program.Scan(pipeline, "in", "out");
        Assert.Equal(
            ["dropped 0.0 0.0 80.0 60.0", "white 20.0 10.0 30.0 20.0", "grey 20.0 10.0 30.0 20.0", "inside 20.0 10.0 30.0 20.0"],
            result.Csv.Rows("detections.csv").Select(r => $"{r["step"]} {r["x"]} {r["y"]} {r["width"]} {r["height"]}"));
        Assert.Equal("partial", Assert.Single(result.Csv.Images)["status"]);   // Without its alpha it is of one colour, and one step saw that.
    }

    private CliResult Scan(params string[] more) => _program.Scan(_pipeline, "in", "out", more);
}
