namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>Nothing lost, nothing double, however often and whenever a run is killed.</summary>
public sealed class KillTests : IDisposable
{
    private const int Count = 60;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public KillTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Kill_AtRandomMoments_ContinuedRunsEqualAnUndisturbedOne()
    {
        DrawnPictures.Draw(_workspace["in"], Count);
        KillSeries series = new(_program, _workspace, _workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", Count);
        series.Run(runs: 2, seed: 11, "--lanes", "2", "--chunk", "4");
    }

    [Fact]
    public void Kill_Supervisor_EndsItsWorkerToo()
    {
        string pipeline = Hanging();
        using RunningProgram run = _program.StartScan(pipeline, "in", "out");
        run.WaitForError("images listed");
        int worker = run.WaitForWorker();
        run.Kill();
        Assert.Equal(137, run.Finish().ExitCode);
        Signals.AssertGone(worker);
    }

    [Fact]
    public void CtrlC_InTheMiddle_ExitsWith130AndTheNextRunGoesOn()
    {
        string pipeline = Hanging();
        using (RunningProgram run = _program.StartScan(pipeline, "in", "out", "--chunk", "1"))
        {
            run.WaitForError("images listed");
            int worker = run.WaitForWorker();
            run.PressCtrlC();
            CliResult result = run.Finish().AssertExit(130);
            Assert.Empty(result.Output);
            Assert.Contains("run the same command again to go on", result.Error, StringComparison.Ordinal);
            Signals.AssertGone(worker);
        }

        Assert.False(Path.Exists(_workspace["out/faults/latest"]));
        CliResult continued = _program.Scan(pipeline, "in", "out", "--timeout", "3"), undisturbed = _program.Scan(pipeline, "in", "fresh", "--timeout", "3");
        undisturbed.Csv.AssertEquals(continued.Csv);
    }

    [Fact]
    public void Run_OutputInUse_IsRefusedAndNamesTheHolderUntilThatIsGone()
    {
        string pipeline = Hanging();
        using RunningProgram first = _program.StartScan(pipeline, "in", "out");
        first.WaitForError("images listed");
        _program.Scan(pipeline, "in", "out").AssertRefused($"{first.Id}", "run faults", _workspace["out"]);
        first.Kill();
        first.Finish();
        Assert.Equal(6, _program.Scan(pipeline, "in", "out", "--timeout", "3").Line.Images);
    }

    // One picture never ends, so that a run is surely in the middle when something happens to it.
    private string Hanging()
    {
        DrawnPictures.Draw(_workspace["in"], 6);
        return _workspace.Write("faults.yaml", TestPipelines.Fault("hang: [p003]"));
    }
}
