namespace ImageAnalytics.Acceptance;

/// <summary>Fifty runs of three hundred pictures, killed at random moments in every way to run: nothing lost, nothing double.</summary>
public sealed class KillTests : IDisposable
{
    private const int Count = 300, Runs = 10;
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(1, "--lanes", "2", "--chunk", "16")]
    [InlineData(2, "--lanes", "1", "--chunk", "1")]
    [InlineData(3, "--lanes", "2", "--chunk", "1")]
    [InlineData(4, "--lanes", "1", "--chunk", "16")]
    [InlineData(5, "--lanes", "2", "--chunk", "16", "--in-process")]
    public void Kill_AtRandomMoments_ContinuedRunsEqualAnUndisturbedOne(int seed, params string[] arguments)
    {
        DrawnPictures.Draw(_workspace["in"], Count);
        KillSeries series = new(new CliProgram(_workspace), _workspace, _workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", Count);
        int kills = series.Run(Runs, seed, arguments);
        Assert.True(kills >= Runs / 2, $"Only {kills} of {Runs} runs were hit.");
    }
}
