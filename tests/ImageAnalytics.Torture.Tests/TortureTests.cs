using ImageAnalytics.Torture.Runs;

namespace ImageAnalytics.Torture.Tests;

/// <summary>The long form in short, on small pictures and small steps. tests/Torture does it for hours with every shipped plugin.</summary>
public sealed class TortureTests : IDisposable
{
    private const int Pictures = 24, Runs = 2, Seed = 4000;
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Torture_AllFaultsMixed_EveryRunEndsWithExactlyTheInjectedFailures()
    {
        DrawnPictures.Draw(_workspace["in"], Pictures, side: 120);
        TortureSeries series = new(new CliProgram(_workspace), _workspace, TestPipelines.Shapes, "shapes", "--timeout", "5", "--chunk", "4");
        series.Prepare();
        Assert.All(Enumerable.Range(0, Runs), run => Assert.Null(series.Run(run, Seed + run).Problem));
    }
}
