using System.Diagnostics;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>What <c>cluster slurm</c> prints is a script that scans, whatever the folders are called. A shell stands for the queue here; tests/Acceptance has the real one.</summary>
public sealed class SlurmScriptTests : IDisposable
{
    // Runs each job at once; an array by its tasks, one after another.
    private const string Queue = """
        #!/bin/sh
        for word; do
            case "$word" in
                --array=1-*) count=${word#--array=1-} ;;
            esac
            before=${last:-}
            last=$word
        done
        printf '%s\n' "$*" >> jobs.txt
        if [ -n "${count:-}" ]; then
            for task in $(seq "$count"); do
                SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=$count sh "$before" "$last" > "$last-$task.log" 2>&1 || exit 1
            done
        else
            sh "$before" "$last" > "$last.log" 2>&1 || exit 1
        fi
        echo "7;trial"
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;
    private readonly string _pipeline;

    public SlurmScriptTests()
    {
        _program = new CliProgram(_workspace);
        DrawnPictures.Draw(_workspace["it's $HOME; 100%"], 9);
        _pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Script_FolderNamesThatAShellWouldRead_ScansThem()
    {
        string script = Slurm("--shards", "2", "--cores", "1", "--memory", "2G", "--fail-over", "50", "--lanes", "1").AssertExit(0).Output;
        Assert.Equal("Submitted: plan 7, shards 7, merge 7. Logs go to " + _workspace["a `b`\"c/shapes/slurm"] + ".\n", Submit(script));
        _program.Scan(_pipeline, "it's $HOME; 100%", "whole").Csv.AssertEquals(CsvFolder.Of(_workspace["a `b`\"c/shapes/latest"]));
        string[] jobs = File.ReadAllLines(_workspace["jobs.txt"]);
        Assert.Equal(3, jobs.Length);
        Assert.All(jobs, j => Assert.Contains("--cpus-per-task=1 --mem=2G", j, StringComparison.Ordinal));
        Assert.Contains("--dependency=afterok:7 --requeue --array=1-2", jobs[1], StringComparison.Ordinal);
        Assert.Contains("--dependency=afterok:7", jobs[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Slurm_WhatWouldFailInEveryTask_IsRefusedAtOnce()
    {
        Slurm("--shards", "0").AssertRefused("--shards is 0; expected 1 to 100000.");
        Slurm("--shards", "2", "--set", "boxes.contrast=wide").AssertRefused("boxes", "contrast");
    }

    private CliResult Slurm(params string[] more)
        => _program.Run(["cluster", "slurm", _pipeline, "--input", "it's $HOME; 100%", "--output", "a `b`\"c", "--plugins", Repository.TestPlugins, .. more]);

    private string Submit(string script)
    {
        string queue = _workspace.Write("bin/sbatch", Queue);
        File.SetUnixFileMode(queue, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ProcessStartInfo start = new("sh", [_workspace.Write("scan.sh", script)]) { RedirectStandardOutput = true, WorkingDirectory = _workspace.Folder };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(queue)}:{start.Environment["PATH"]}";
        start.Environment["HOME"] = _workspace.Home;
        start.Environment["TMPDIR"] = _workspace.Temporary;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
