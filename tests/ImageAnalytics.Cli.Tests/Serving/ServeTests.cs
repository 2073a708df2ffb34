namespace ImageAnalytics.Cli.Tests.Serving;

/// <summary>The real service, by the real clock.</summary>
public sealed class ServeTests : IDisposable
{
    private const int Terminate = 15;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public ServeTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Serve_EveryMinute_StoppedInTheMiddle_GoesOnAtTheNextStart()
    {
        DrawnPictures.Draw(_workspace["in"], 6);
        _workspace.Write("faults.yaml", TestPipelines.Fault("hang: [p003]"));
        string file = _workspace.Write("appsettings.json", """
            { "schedules": [ { "name": "minutely", "pipeline": "faults.yaml", "inputs": ["in"], "output": "out", "cron": "* * * * *", "keep": { "runs": 1 } } ] }
            """);
        using (RunningProgram first = Start())
        {
            first.WaitForError("minutely: next run");
            first.WaitForError("6 images listed, 6 to look at");
            int worker = first.WaitForWorker();
            _program.Run("serve", "--plugins", Repository.TestPlugins).AssertRefused($"process {first.Id}", _workspace["state"]);
            Signals.Send(first.Id, Terminate);
            CliResult stopped = first.Finish().AssertExit(0);
            Assert.Contains("stopped with the service", stopped.Error, StringComparison.Ordinal);
            Signals.AssertGone(worker);
        }

        Assert.False(Path.Exists(_workspace["out/faults/latest"]));
        File.Delete(_workspace["in/p003.tif"]);
        using RunningProgram second = Start();
        second.WaitForError("minutely: finished images=5 ");
        Signals.Send(second.Id, Terminate);
        CliResult ended = second.Finish().AssertExit(0);
        Assert.Empty(ended.Output);
        Assert.True(File.Exists(_workspace["out/faults/latest/csv/observations.csv"]));

        RunningProgram Start() => _program.Start("serve", "--config", file, "--plugins", Repository.TestPlugins);
    }

    [Fact]
    public void Serve_WrongConfiguration_TellsAllProblemsAndStartsNothing()
    {
        _workspace.Write("bad.yaml", "name: bad\nsteps: [ { id: a, plugin: shapez } ]\n");
        Directory.CreateDirectory(_workspace["in"]);
        _workspace.Write("appsettings.json", """
            { "schedules": [
              { "name": "a", "pipeline": "bad.yaml", "inputs": ["in"], "output": "out", "cron": "0 4 * * *" },
              { "name": "b", "pipeline": "demo", "inputs": ["gone"], "output": "out", "cron": "0 0 4 * * ?", "timeZone": "Nowhere" } ] }
            """);
        _program.Run("serve", "--plugins", Repository.TestPlugins).AssertRefused("schedules[0].pipeline: ", "shapez", "schedules[1].inputs[0]: ", "schedules[1].cron: ", "schedules[1].timeZone: ");
        Assert.False(Path.Exists(_workspace["state"]));
        _program.Run("serve", "--config", "none.json").AssertRefused("none.json", "--config");
    }

    [Fact]
    public void Clean_RemovesSmallPicturesThatNoReportShowsAnyMore()
    {
        DrawnPictures.Draw(_workspace["in"], 3);
        string pipeline = _workspace.Write("shapes.yaml", "name: shapes\nsteps:\n  - { id: boxes, plugin: shapes }\n"), gone = Directory.GetFiles(_workspace["in"]).Order(StringComparer.Ordinal).First();
        string key = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(gone)));
        string[] Kept() => [.. Directory.EnumerateFiles(_workspace["out/store/thumbs"], "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)[..64]).Distinct()];
        _program.Scan(pipeline, "in", "out");
        File.Delete(gone);
        _program.Scan(pipeline, "in", "out");
        Assert.Equal((3, true), (Kept().Length, Kept().Contains(key)));

        _program.Run("clean", "out", "--keep-runs", "1").AssertExit(0);

        Assert.Equal((2, false), (Kept().Length, Kept().Contains(key)));
        Assert.NotEmpty(Directory.EnumerateFiles(_workspace["out/shapes/latest/report"], "*.jpg", SearchOption.AllDirectories));
    }

    [Fact]
    public void Clean_KeepsTheNewest_AndRemovesNothingInADryRun()
    {
        DrawnPictures.Draw(_workspace["in"], 2);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        string[] runs = [.. Enumerable.Range(0, 3).Select(_ => Path.GetFileName(_program.Scan(pipeline, "in", "out").Line.Output))];
        Directory.CreateDirectory(_workspace["out/shapes/runs/mine"]);
        CliResult dry = _program.Run("clean", "out", "--keep-runs", "2", "--dry-run").AssertExit(0);
        Assert.Contains($"would remove shapes/runs/{runs[0]}\n", dry.Output, StringComparison.Ordinal);
        Assert.EndsWith($"removed=0 removable=1 kept=2 output={_workspace["out"]}\n", dry.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_workspace[$"out/shapes/runs/{runs[0]}"]));

        Assert.EndsWith($"removed=2 removable=2 kept=1 output={_workspace["out"]}\n", _program.Run("clean", "out", "--keep-runs", "1").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Equal(["mine", runs[2]], Directory.EnumerateDirectories(_workspace["out/shapes/runs"]).Select(d => Path.GetFileName(d)).OrderDescending());
        Assert.Equal((2, 0), (_program.Scan(pipeline, "in", "out").Line.Reused, _program.Run("clean", "out", "--keep-days", "1").AssertExit(0).Output.Split("removing").Length - 1));
        _program.Run("clean", "out").AssertRefused("--keep-runs N");
        _program.Run("clean", "out", "--keep-runs", "0", "--pipeline", "yard").AssertRefused("--keep-runs is 0", "no pipeline 'yard'", "'shapes'");
    }
}
