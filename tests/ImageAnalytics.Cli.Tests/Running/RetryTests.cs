namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Failures of a finished run that are tried again, and what is left as it is.</summary>
public sealed class RetryTests : IDisposable
{
    private const int Count = 8;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public RetryTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.Draw(_workspace["in"], Count);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Retry_OneClass_TriesThoseImagesAndLeavesAllOthersAsTheyAre()
    {
        Scan("crash: [p003, p005], throw: [p004]").AssertExit(0);
        DrawnPictures.Draw(_workspace["in/later"], 2);

        CliResult retried = Retry("--only", "crash");

        retried.AssertExit(0);
        Assert.Equal((Count, 2, 0), (retried.Line.Images, retried.Line.New, retried.Line.Failed));
        Assert.Equal(["crash", "model-error", "crash"], retried.Csv.Failures.Select(r => r["failure"]));
    }

    [Fact]
    public void Retry_WithAnotherLimit_GivesWhatARunWithThatLimitGives()
    {
        long median = Directory.GetFiles(_workspace["in"]).Select(f => new FileInfo(f).Length).Order().ElementAt(Count / 2);
        CliResult first = Scan("throw: [p004]", "out", "--max-bytes", $"{median}");
        Assert.Contains("too-large", first.Csv.Failures.Select(r => r["failure"]));

        CliResult retried = Retry("--only", "too-large", "--max-bytes", "1000000");

        Assert.Equal(first.Csv.Failures.Count(r => r["failure"] == "too-large"), (int)retried.Line.New);
        Scan("throw: [p004]", "undisturbed").Csv.AssertEquals(retried.Csv);
    }

    [Fact]
    public void Retry_FileCameBack_IsReadAndOneThatIsGoneStaysAsItWas()
    {
        string[] files = [.. Directory.GetFiles(_workspace["in"]).Order(StringComparer.Ordinal)];
        File.WriteAllBytes(files[2], []);
        Scan("throw: []").AssertExit(0);
        DrawnPictures.Draw(_workspace["other"], Count + 1);
        File.Copy(Directory.GetFiles(_workspace["other"]).Order(StringComparer.Ordinal).Last(), files[2], overwrite: true);
        File.Delete(files[6]);

        CliResult retried = Retry();

        Assert.Equal((Count, 1, 0), (retried.Line.Images, retried.Line.New, retried.Line.Failed));
        Assert.Equal(Count, retried.Csv.Images.Count(r => r["status"] == "ok"));
    }

    [Fact]
    public void Retry_FileThatCouldNotBeRead_StaysWhenItsClassIsNotChosen()
    {
        Scan("throw: [p004]", "out", "--max-bytes", "1").AssertExit(0);

        CliResult retried = Retry("--only", "crash", "--max-bytes", "1000000");

        Assert.Equal((Count, 0, Count), (retried.Line.Images, retried.Line.New, retried.Line.Failed));
        Assert.All(retried.Csv.Failures, r => Assert.Equal("too-large", r["failure"]));
    }

    [Fact]
    public void Retry_RecordsWhatItTriedAgain()
    {
        Scan("crash: [p003]").AssertExit(0);
        string before = new FileInfo(_workspace["out/faults/latest"]).LinkTarget!;

        Retry("--only", "crash").AssertExit(0);

        string run = File.ReadAllText(_workspace["out/faults/latest/run.json"]);
        Assert.Contains($"\"run\": \"{Path.GetFileName(before)}\"", run, StringComparison.Ordinal);
        Assert.Contains("\"failures\": [\n      \"crash\"\n    ]", run, StringComparison.Ordinal);
        string report = File.ReadAllText(_workspace["out/faults/latest/report/index.html"]);
        Assert.Matches("This run tried again what had failed with crash: .*1.* image. None of them could be finished.", report);
    }

    [Fact]
    public void Retry_UnknownClassOrNoRun_IsRefused()
    {
        CliResult unknown = Retry("--only", "bad-luck");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("'bad-luck' not recognized", unknown.Error, StringComparison.Ordinal);
        Retry().AssertRefused("There is no finished run in 'out'.");
    }

    [Fact]
    public void Run_LimitThatIsNone_IsRefused()
        => Scan("throw: []", "out", "--max-regions", "0", "--max-observations", "-1").AssertRefused("--max-regions is 0 and --max-observations -1; expected at least 1, and at most 167772 observations.");

    private CliResult Scan(string faults, string output = "out", params string[] more)
        => _program.Scan(_workspace.Write("faults.yaml", TestPipelines.Fault(faults)), "in", output, more);

    private CliResult Retry(params string[] more) => _program.Run(["retry", "out", "--plugins", Repository.TestPlugins, .. more]);
}
