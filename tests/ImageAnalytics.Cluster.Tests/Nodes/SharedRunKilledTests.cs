using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Cluster.Tests.Support;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>A run that is shared out is killed, and started again.</summary>
public sealed class SharedRunKilledTests : IDisposable
{
    private readonly SharedRunScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("planned")]
    [InlineData("worked")]
    [InlineData("merged")]
    [InlineData("notified")]
    [InlineData("closed")]
    public async Task Run_KilledAfterAStepAndStartedAgain_GivesOneRun(string killedAfter)
    {
        using TestNode node = TestNode.Start("left", _scene.Database, _scene.Engine);
        SharedExecution killed = _scene.Execution("out", step => _ = step == killedAfter ? throw new KilledException() : 0);
        await Assert.ThrowsAsync<KilledException>(() => killed.RunAsync(new Notes(), TestContext.Current.CancellationToken));
        Notes notes = new();
        SharedResult result = await _scene.Execution("out").RunAsync(notes, TestContext.Current.CancellationToken);
        Assert.Contains("Going on with the listing of", Assert.Single(notes.All), StringComparison.Ordinal);
        Assert.Equal([Path.GetFileName(result.Folder)], Directory.EnumerateDirectories(_scene.Workspace["out/shapes/runs"]).Select(Path.GetFileName));
        Assert.Equal(Enumerable.Range(1, 6), _scene.Engine.Finished.Order());
        _scene.AssertSameAsOneProcess(result.Folder);
        Assert.InRange(_scene.Engine.Told, 1, 2);
        Assert.False(Directory.Exists(_scene.Workspace["out/shapes/plan"]), "The plan is used up.");
        SharedResult next = await _scene.Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken);
        Assert.NotEqual(result.Folder, next.Folder);
        Assert.Equal(0, next.Counts.New);
    }

    private sealed class KilledException : Exception;
}
