namespace ImageAnalytics.Acceptance;

/// <summary>All model families in one pipeline, on photographs: what holds for one holds for all.</summary>
public sealed class PhotosTests : IDisposable
{
    private const string Pipeline = "photos";
    private static readonly string[] s_steps = ["scene", "objects", "instances", "kind", "faces"];
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;
    private readonly int _count;

    public PhotosTests()
    {
        _program = new CliProgram(_workspace);
        SharedFiles.InstallModels(_program);
        _count = SharedFiles.Unpack(_workspace["in/coco"], ["data", "coco-val50", "coco-val50.zip"])
            + SharedFiles.Unpack(_workspace["in/photos"], ["data", "photos", "photos.zip"]);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Photos_AnyLanesAndChunks_GiveTheSameBytes()
    {
        CliResult first = Scan("out", "--lanes", "2", "--chunk", "16");
        Assert.Equal((_count, _count, 0), (first.Line.Images, first.Line.New, first.Line.Failed));
        Assert.Equal(s_steps.Order(StringComparer.Ordinal), first.Csv.Observations.Select(r => r["step"]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(first.Csv.Images, r => Assert.Equal("ok", r["status"]));
        string[][] ways = [["--lanes", "1", "--chunk", "1"], ["--lanes", "2", "--chunk", "1"], ["--lanes", "3", "--chunk", "5"], ["--lanes", "2", "--in-process"]];
        Assert.All(ways, way => first.Csv.AssertEquals(Scan($"out{string.Concat(way)}", way).Csv, $"with {string.Join(' ', way)}"));
    }

    [Fact]
    public void Photos_Again_IsReused_AndAChangedStepIsComputedAlone()
    {
        CliResult first = Scan("out"), again = Scan("out");
        Assert.Equal((0, _count), (again.Line.New, again.Line.Reused));
        first.Csv.AssertEquals(again.Csv);
        string[] change = ["--set", "instances.maskThreshold=0.4", "--set", "kind.top=2"];
        CliResult changed = Scan("out", change), fresh = Scan("fresh", change);
        fresh.Csv.AssertEquals(changed.Csv, "from a run into an empty store");
        string[] others = ["scene", "objects", "faces"];
        Assert.Equal(
            first.Csv.Observations.Where(r => others.Contains(r["step"])),
            changed.Csv.Observations.Where(r => others.Contains(r["step"])));
    }

    [Theory]
    [InlineData(11, "--lanes", "2", "--chunk", "4")]
    [InlineData(12, "--lanes", "1", "--chunk", "16", "--in-process")]
    public void Photos_KilledAtRandomMoments_ContinuedRunsEqualAnUndisturbedOne(int seed, params string[] arguments)
        => Assert.True(new KillSeries(_program, _workspace, Pipeline, "in", _count).Run(4, seed, arguments) >= 3, "Too few runs were hit.");

    private CliResult Scan(string output, params string[] more) => _program.Scan(Pipeline, "in", output, more);
}
