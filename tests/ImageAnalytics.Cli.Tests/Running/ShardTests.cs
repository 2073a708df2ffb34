namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>A saved plan is worked on in shards, side by side, and merged into the run that one process would have made.</summary>
public sealed class ShardTests : IDisposable
{
    private const int Count = 40;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;
    private readonly string _pipeline;

    public ShardTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.Draw(_workspace["in"], Count);
        _workspace.Write("in/broken.jpg", "This is no picture.");
        _pipeline = _workspace.Write("faults.yaml", TestPipelines.Fault("throw: [p002, p011]"));
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Parts_AtTheSameTimeKilledAndDoneAgain_MergeIntoTheRunOfOneProcess()
    {
        Plan("out").AssertExit(0);
        using (RunningProgram killed = _program.StartScan(_pipeline, "in", "out", "--shard", "1/3", "--chunk", "1"))
        using (RunningProgram beside = _program.StartScan(_pipeline, "in", "out", "--shard", "2/3", "--chunk", "2"))
        {
            killed.WaitForError("images listed");
            killed.Kill();
            Assert.Equal(137, killed.Finish().ExitCode);
            Assert.Contains("shard=2/3 images=14 new=14 reused=0 missing=2 ", beside.Finish().AssertExit(0).Output, StringComparison.Ordinal);
        }

        Merge("out").AssertRefused("2 of 3 shards", "not done: 1, 3.", "--shard 1/3");
        Assert.Contains("missing=1 ", Part("1/3").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains("missing=0 ", Part("3/3").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains("shard=3/3 images=13 new=0 reused=13 missing=0 ", Part("3/3", "--in-process").AssertExit(0).Output, StringComparison.Ordinal);
        CliResult merged = Merge("out").AssertExit(0), whole = _program.Scan(_pipeline, "in", "whole");
        whole.Csv.AssertEquals(merged.Csv);
        Assert.Equal((whole.Line.Images, whole.Line.Failed), (merged.Line.Images, merged.Line.Failed));
        Assert.InRange(merged.Line.New, 27, Count + 1); // What a killed process had kept counts as there before.
        Assert.True(File.Exists(_workspace["out/faults/latest/report/index.html"]));
    }

    [Fact]
    public void Part_FileIsGoneSinceThePlan_IsAFailureOfTheMergedRun()
    {
        Plan("out").AssertExit(0);
        File.Delete(_workspace["in/p005.ppm"]);
        Part("1/1").AssertExit(0);
        string done = _workspace["out/faults/plan/shards/1/1.parquet"];
        File.WriteAllBytes(done, File.ReadAllBytes(done)[..40]);
        Merge("out").AssertRefused($"Cannot read '{done}'", "Work on its shard again");
        Assert.Contains("of an earlier try cannot be read and is written anew", Part("1/1").AssertExit(0).Error, StringComparison.Ordinal);
        CsvFolder merged = Merge("out").AssertExit(0).Csv;
        Assert.Equal(
            ["broken.jpg not-an-image", "p002.bmp model-error", "p005.ppm vanished", "p011.ppm model-error"],
            merged.Failures.Select(r => $"{r["path"]} {r["failure"]}"));
        Assert.Equal(Count + 1, merged.Images.Count);
    }

    [Fact]
    public void Part_NoPlanOrPlanForSomethingElse_IsRefusedWithBothSides()
    {
        Part("1/2").AssertRefused("There is no saved plan of 'faults'", "--save");
        Merge("out").AssertRefused("There is no saved plan of 'faults'");
        Plan("out").AssertExit(0);
        Merge("out").AssertRefused("No shard of the plan of 'faults' was worked on yet");
        Part("1/2", "--set", "boxes.contrast=77", "--limit", "7").AssertRefused("Its --limit is none; here it is 7.", "Step 'boxes' has the fingerprint");
        Part("3/2").AssertRefused("--shard is '3/2'; expected I/N");
        Part("auto").AssertRefused("there is no environment variable SLURM_ARRAY_TASK_ID");
    }

    private CliResult Plan(string output) => _program.Run("plan", _pipeline, "--input", "in", "--output", output, "--plugins", Repository.TestPlugins, "--save");

    private CliResult Part(string shard, params string[] more) => _program.Scan(_pipeline, "in", "out", ["--shard", shard, .. more]);

    private CliResult Merge(string output) => _program.Run("merge", _pipeline, "--input", "in", "--output", output, "--plugins", Repository.TestPlugins);
}
