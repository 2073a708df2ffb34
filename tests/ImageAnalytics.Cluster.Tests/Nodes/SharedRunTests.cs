using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Cluster.Tests.Support;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>A run that is shared out, with the real job engine and the real supervisor, on a database in a file.</summary>
public sealed class SharedRunTests : IDisposable
{
    private const int Count = SharedRunScene.Count;
    private readonly SharedRunScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Run_ByANode_IsTheRunOfOneProcess()
    {
        using TestNode node = TestNode.Start("left", _scene.Database, _scene.Engine);
        Notes notes = new();
        SharedResult result = await _scene.Execution("out").RunAsync(notes, TestContext.Current.CancellationToken);
        Assert.Equal((Count, Count, 0L), (result.Counts.Images, (int)result.Counts.New, result.Counts.Failed));
        Assert.Equal(Enumerable.Range(1, 6), _scene.Engine.Finished.Order());
        Assert.Equal((Count, Count), (notes.Pending, notes.Done));
        _scene.AssertSameAsOneProcess(result.Folder);
        Assert.False(Directory.Exists(_scene.Workspace["out/shapes/plan"]), "The plan is used up.");
        NodeRecord told = Assert.Single(await SharedRun.NodesAsync(_scene.Database, TestContext.Current.CancellationToken));
        Assert.Equal(("left", 1, true), (told.Name, told.Lanes, told.IsAlive));
    }

    [Fact]
    public async Task Run_ANodeStopsInTheMiddleOfAShard_AnotherGoesOn()
    {
        TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using EngineShards slow = new()
        {
            Before = (_, stop) =>
            {
                taken.TrySetResult();
                return Task.Delay(Timeout.Infinite, stop);
            },
        };
        using TestNode first = TestNode.Start("left", _scene.Database, slow);
        Task<SharedResult> run = _scene.Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken);
        await taken.Task;
        first.Stop();
        Assert.True(first.Log.Count("is handed back") == 1, string.Join("\n", first.Log.All));
        using TestNode second = TestNode.Start("left", _scene.Database, _scene.Engine); // The name is free at once.
        Assert.Equal(Count, (await run).Counts.Images);
        Assert.Equal(Enumerable.Range(1, 6), _scene.Engine.Finished.Order());
    }

    [Fact]
    public async Task Run_TheFirstTryFails_IsToldAndTriedAgain()
    {
        int tries = 0;
        using EngineShards unlucky = new() { Before = (_, _) => tries++ == 0 ? throw new StoreException("The shared folder is gone.") : Task.CompletedTask };
        using TestNode node = TestNode.Start("left", _scene.Database, unlucky);
        Notes notes = new();
        SharedResult result = await _scene.Execution("out").RunAsync(notes, TestContext.Current.CancellationToken);
        Assert.Equal(Count, result.Counts.Images);
        Assert.Contains(notes.All, n => n.StartsWith("Node 'left' could not finish shard", StringComparison.Ordinal) && n.EndsWith("The shared folder is gone.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Node_RefusesAPlan_LeavesItToOthersAndServesAnother()
    {
        _scene.Workspace.Write("other.yaml", TestPipelines.Paintings);
        string[] refusal = ["The plugin 'shapes' is 1.0.0 there and 2.0.0 here."];
        EngineShards? refusing = null;
        using EngineShards differs = refusing = new() { Before = (shard, _) => shard.Count == 6 ? throw new RunRefusedException(refusal) : Task.CompletedTask };
        using TestNode node = TestNode.Start("left", _scene.Database, differs);
        Notes notes = new();
        Task<SharedResult> refused = _scene.Execution("out").RunAsync(notes, TestContext.Current.CancellationToken);
        node.Until(() => node.Log.Count("is refused and left to other nodes") == 1);
        SharedResult other = await _scene.Execution("out2", pipeline: "other.yaml", shardImages: 4).RunAsync(new Notes(), TestContext.Current.CancellationToken);
        Assert.Equal(Count, other.Counts.Images);
        Assert.DoesNotContain(refusing.Finished, s => s > 3);
        using TestNode helper = TestNode.Start("right", _scene.Database, _scene.Engine);
        Assert.Equal(Count, (await refused).Counts.Images);
        Assert.Equal(Enumerable.Range(1, 6), _scene.Engine.Finished.Order());
        Assert.Contains(notes.All, n => n.Contains("Node 'left' refuses and leaves the shards to others. The plugin 'shapes' is 1.0.0 there and 2.0.0 here.", StringComparison.Ordinal));
    }

    [Fact]
    public void Node_ANameThatALivingOneHas_IsRefused()
    {
        using TestNode first = TestNode.Start("left", _scene.Database, _scene.Engine);
        first.Until(() => first.End.HasStarted);
        using TestNode second = TestNode.Start("left", _scene.Database, _scene.Engine);
        second.Until(() => second.End.Problem is not null);
        Assert.Contains("There is a living node with the name 'left'", second.End.Problem, StringComparison.Ordinal);
        Assert.False(second.End.HasStarted);
        Assert.Null(first.End.Problem);
    }

    [Fact]
    public async Task Run_OnMappedFolders_HasThePathsOfTheMachineThatStartedIt()
    {
        File.CreateSymbolicLink(_scene.Workspace["elsewhere"], _scene.Workspace.Folder);
        using EngineShards mapped = new() { Map = PathMap.Parse([$"{_scene.Workspace.Folder}={_scene.Workspace["elsewhere"]}"]) };
        using TestNode node = TestNode.Start("left", _scene.Database, mapped);
        SharedResult result = await _scene.Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken);
        _scene.AssertSameAsOneProcess(result.Folder);
        Assert.Equal(0, (await _scene.Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken)).Counts.New);
    }

    [Fact]
    public async Task Run_AnotherIsAtIt_IsRefused()
    {
        TaskCompletionSource planned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource stop = new();
        Task<SharedResult> first = _scene.Execution("out", _ => planned.TrySetResult()).RunAsync(new Notes(), stop.Token);
        await planned.Task;
        OutputLockedException refused = await Assert.ThrowsAsync<OutputLockedException>(() => _scene.Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken));
        Assert.Contains("is shared out already, by process", refused.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }
}
