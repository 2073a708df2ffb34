namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>A plugin that misbehaves on chosen pictures costs those pictures, and nothing else.</summary>
public sealed class FaultTests : IDisposable
{
    private const int Count = 20;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public FaultTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.Draw(_workspace["in"], Count);
    }

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("throw: [p000, p019], rubbish: [p005, p006]", new[] { "p000 model-error", "p005 model-error", "p006 model-error", "p019 model-error" })]
    [InlineData("eat: [p008]", new[] { "p008 out-of-memory" }, "--max-memory", "700")]
    [InlineData("crash: [p001, p003], throw: [p002], quit: [p011], hang: [p012]", new[] { "p001 crash", "p002 model-error", "p003 crash", "p011 crash", "p012 timeout" }, "--timeout", "4")]
    public void Run_PluginMisbehaves_RecordsExactlyThosePictures(string faults, string[] expected, params string[] more)
    {
        CsvFolder undisturbed = Scan("rubbish: []", "well").Csv;
        CliResult result = Scan(faults, "out", more);
        CsvFolder csv = result.Csv;
        Assert.Equal(expected, csv.Failures.Select(r => $"{r["path"].Split('.')[0]} {r["failure"]}"));
        Assert.All(csv.Failures, r => Assert.Contains("'fault'", r["message"], StringComparison.Ordinal));
        HashSet<string> guilty = [.. csv.Failures.Select(r => r["path"])];
        Assert.Equal(guilty, csv.Images.Where(r => r["status"] != "ok").Select(r => r["path"]).ToHashSet());
        Assert.All(csv.Images.Where(r => guilty.Contains(r["path"])), r => Assert.Equal("partial", r["status"])); // The other step has its rows.
        Assert.Equal(
            undisturbed.Observations.Where(r => !(guilty.Contains(r["path"]) && r["step"] == "fault")),
            csv.Observations);
        Assert.Equal(undisturbed.Images.Where(r => !guilty.Contains(r["path"])), csv.Images.Where(r => !guilty.Contains(r["path"])));
    }

    [Fact]
    public void Run_AgainAfterACrash_RemembersItAndTriesAgainWhatMayPass()
    {
        Scan("crash: [p003], throw: [p004]", "out").AssertExit(0);
        CliResult again = Scan("crash: [p003], throw: [p004]", "out");
        Assert.Equal((1, Count - 1), (again.Line.New, again.Line.Reused));
        Assert.Equal(["crash", "model-error"], again.Csv.Failures.Select(r => r["failure"]));
    }

    [Fact]
    public void Run_PluginRefusesToOpen_IsRefusedWithEveryReason()
    {
        Scan("refuseToOpen: true", "out").AssertRefused("The first problem.", "The second problem.");
        Assert.DoesNotContain(_workspace.Files("out"), f => f.Contains("runs/", StringComparison.Ordinal) || f.EndsWith(".parquet", StringComparison.Ordinal));
    }

    private CliResult Scan(string faults, string output, params string[] more)
        => _program.Scan(_workspace.Write("faults.yaml", TestPipelines.Fault(faults)), "in", output, more);
}
