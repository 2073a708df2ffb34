using ImageAnalytics.Torture.Runs;

namespace ImageAnalytics.Torture.Tests;

/// <summary>The long form in short, on small pictures and small steps. tests/Torture does it for hours with every shipped plugin.</summary>
public sealed class TortureTests : IDisposable
{
    private const int Pictures = 24, Seed = 4000;
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Torture_AllFaultsMixed_EndsWithExactlyTheInjectedFailures()
    {
        DrawnPictures.Draw(_workspace["in"], Pictures, side: 120);
        TortureSeries series = new(new CliProgram(_workspace), _workspace, TestPipelines.Shapes, "shapes", "--timeout", "5", "--chunk", "4");
        series.Prepare();
        Assert.Null(series.Run(0, Seed).Problem);
    }
}
