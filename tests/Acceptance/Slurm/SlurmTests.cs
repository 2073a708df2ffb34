using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Acceptance.Slurm;

/// <summary>The script of <c>cluster slurm</c>, worked on by the real Slurm: plan, array of four, merge.</summary>
public sealed partial class SlurmTests : IDisposable
{
    private const int Count = 2000, Shards = 4;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;
    private readonly string _pipeline;

    public SlurmTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.Draw(_workspace["in"], Count);
        _workspace.Write("in/broken.jpg", "This is no picture.");
        _pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Array_OfFour_MergesIntoTheRunOfOneProcess()
    {
        using SlurmCluster slurm = Cluster();
        (string plan, string shards, string merge) = Submit(slurm);
        Finish(slurm, merge);
        Assert.Equal(["COMPLETED"], slurm.States(plan));
        Assert.Equal(Enumerable.Repeat("COMPLETED", Shards), slurm.States(shards));
        AssertMerged();
    }

    [Fact]
    public void Array_TaskKilledAndTaskRequeued_MergesIntoTheSameRun()
    {
        using SlurmCluster slurm = Cluster();
        (_, string shards, string merge) = Submit(slurm);

        // kill -9 of the program itself: the task's script puts it back into the queue.
        SlurmCluster.WaitUntil("the first shard is worked on", () => Log(shards, 1).Contains("images listed", StringComparison.Ordinal));
        Signals.Kill(ProgramOf(shards, 1));

        // And one that Slurm itself takes off its node, as it does when a node fails or another job goes first.
        SlurmCluster.WaitUntil("another shard is worked on", () => Enumerable.Range(2, Shards - 1).Any(t => Log(shards, t).Contains("images listed", StringComparison.Ordinal)));
        int other = Enumerable.Range(2, Shards - 1).First(t => Log(shards, t).Length > 0);
        slurm.Call("scontrol", "requeue", $"{shards}_{other}");
        Finish(slurm, merge);
        Assert.Contains("Restarts=1", slurm.Call("scontrol", "-o", "show", "job", $"{shards}_{other}"), StringComparison.Ordinal);
        Assert.Equal(2, RestartsOf(slurm, shards));
        AssertMerged();
    }

    private SlurmCluster Cluster() => new(
        Directory.CreateDirectory(_workspace["slurm"]).FullName,
        new Dictionary<string, string> { ["HOME"] = _workspace.Home, ["IMAGEANALYTICS_MODELS"] = _workspace.Models, ["TMPDIR"] = _workspace.Temporary });

    private (string Plan, string Shards, string Merge) Submit(SlurmCluster slurm)
    {
        CliResult script = _program.Run(
            "cluster", "slurm", _pipeline, "--input", "in", "--output", "out", "--plugins", Repository.TestPlugins,
            "--lanes", "1", "--chunk", "1", "--shards", $"{Shards}", "--cores", "1").AssertExit(0);
        Match jobs = Submitted().Match(slurm.Call("sh", _workspace.Write("scan.sh", script.Output)));
        Assert.True(jobs.Success);
        return (jobs.Groups[1].Value, jobs.Groups[2].Value, jobs.Groups[3].Value);
    }

    private static void Finish(SlurmCluster slurm, string merge)
    {
        SlurmCluster.WaitUntil("the merge has ended", () => slurm.States(merge)[0] is not ("PENDING" or "RUNNING" or "COMPLETING"));
        Assert.Equal("COMPLETED", slurm.States(merge)[0]);
    }

    // Two tasks run at once, and either may have started first: its variables tell whose a process is.
    private static int ProgramOf(string shards, int task)
        => Directory.EnumerateDirectories("/proc")
            .Select(f => int.TryParse(Path.GetFileName(f), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Single(id => id != 0 && Texts(id, "cmdline") is [_, "run", ..] && Texts(id, "environ") is { } variables
                && variables.Contains($"SLURM_ARRAY_JOB_ID={shards}") && variables.Contains($"SLURM_ARRAY_TASK_ID={task}"));

    private static string[] Texts(int process, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{what}").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int RestartsOf(SlurmCluster slurm, string shards)
        => RestartCount().Matches(slurm.Call("scontrol", "-o", "show", "job", shards)).Sum(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));

    private void AssertMerged()
    {
        CliResult whole = _program.Scan(_pipeline, "in", "whole");
        CsvFolder merged = CsvFolder.Of(_workspace["out/shapes/latest"]);
        whole.Csv.AssertEquals(merged);
        Assert.Equal(Count + 1, merged.Images.Count);
    }

    private string Log(string shards, int task)
        => File.Exists(_workspace[$"out/shapes/slurm/shapes-shard-{shards}-{task}.log"]) ? File.ReadAllText(_workspace[$"out/shapes/slurm/shapes-shard-{shards}-{task}.log"]) : "";

    [GeneratedRegex("^Submitted: plan ([0-9]+), shards ([0-9]+), merge ([0-9]+)[.]")]
    private static partial Regex Submitted();

    [GeneratedRegex("Restarts=([0-9]+)")]
    private static partial Regex RestartCount();
}
