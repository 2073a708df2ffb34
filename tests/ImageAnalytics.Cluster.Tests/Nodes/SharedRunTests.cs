using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Cluster.Tests.Support;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>A run that is shared out, with the real job engine and the real supervisor, on a database in a file.</summary>
public sealed class SharedRunTests : IDisposable
{
    private const int Count = 11;
    private readonly Workspace _workspace = new();
    private readonly EngineShards _engine = new();
    private readonly JobsDatabase _database;

    public SharedRunTests()
    {
        DrawnPictures.Draw(_workspace["in"], Count);
        _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        _database = JobsDatabase.OfFile(_workspace["jobs.db"]);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Run_ByANode_IsTheRunOfOneProcess()
    {
        using TestNode node = TestNode.Start("left", _database, _engine);
        Notes notes = new();
        SharedResult result = await Execution("out").RunAsync(notes, TestContext.Current.CancellationToken);
        Assert.Equal((Count, Count, 0L), (result.Counts.Images, (int)result.Counts.New, result.Counts.Failed));
        Assert.Equal(Enumerable.Range(1, 6), _engine.Finished.Order());
        Assert.Equal((Count, Count), (notes.Pending, notes.Done));
        AssertSameAsOneProcess(result.Folder);
        Assert.False(Directory.Exists(_workspace["out/shapes/plan"]), "The plan is used up.");
        NodeRecord told = Assert.Single(await SharedRun.NodesAsync(_database, TestContext.Current.CancellationToken));
        Assert.Equal(("left", 1, true), (told.Name, told.Lanes, told.IsAlive));
    }

    [Theory]
    [InlineData("planned")]
    [InlineData("worked")]
    [InlineData("merged")]
    [InlineData("notified")]
    [InlineData("closed")]
    public async Task Run_KilledAfterAStepAndStartedAgain_GivesOneRun(string killedAfter)
    {
        using TestNode node = TestNode.Start("left", _database, _engine);
        SharedExecution killed = Execution("out", step => _ = step == killedAfter ? throw new KilledException() : 0);
        await Assert.ThrowsAsync<KilledException>(() => killed.RunAsync(new Notes(), TestContext.Current.CancellationToken));
        Notes notes = new();
        SharedResult result = await Execution("out").RunAsync(notes, TestContext.Current.CancellationToken);
        Assert.Contains("Going on with the listing of", Assert.Single(notes.All), StringComparison.Ordinal);
        Assert.Equal([Path.GetFileName(result.Folder)], Directory.EnumerateDirectories(_workspace["out/shapes/runs"]).Select(Path.GetFileName));
        Assert.Equal(Enumerable.Range(1, 6), _engine.Finished.Order());
        AssertSameAsOneProcess(result.Folder);
        Assert.InRange(_engine.Told, 1, 2);
        Assert.False(Directory.Exists(_workspace["out/shapes/plan"]), "The plan is used up.");
        SharedResult next = await Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken);
        Assert.NotEqual(result.Folder, next.Folder);
        Assert.Equal(0, next.Counts.New);
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
        using TestNode first = TestNode.Start("left", _database, slow);
        Task<SharedResult> run = Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken);
        await taken.Task;
        first.Stop();
        Assert.True(first.Log.Count("is handed back") == 1, string.Join("\n", first.Log.All));
        using TestNode second = TestNode.Start("left", _database, _engine); // The name is free at once.
        Assert.Equal(Count, (await run).Counts.Images);
        Assert.Equal(Enumerable.Range(1, 6), _engine.Finished.Order());
    }

    [Fact]
    public async Task Run_TheFirstTryFails_IsToldAndTriedAgain()
    {
        int tries = 0;
        using EngineShards unlucky = new() { Before = (_, _) => tries++ == 0 ? throw new StoreException("The shared folder is gone.") : Task.CompletedTask };
        using TestNode node = TestNode.Start("left", _database, unlucky);
        Notes notes = new();
        SharedResult result = await Execution("out").RunAsync(notes, TestContext.Current.CancellationToken);
        Assert.Equal(Count, result.Counts.Images);
        Assert.Contains(notes.All, n => n.StartsWith("Node 'left' could not finish shard", StringComparison.Ordinal) && n.EndsWith("The shared folder is gone.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Node_RefusesAPlan_LeavesItToOthersAndServesAnother()
    {
        _workspace.Write("other.yaml", TestPipelines.Paintings);
        string[] refusal = ["The plugin 'shapes' is 1.0.0 there and 2.0.0 here."];
        EngineShards? refusing = null;
        using EngineShards differs = refusing = new() { Before = (shard, _) => shard.Count == 6 ? throw new RunRefusedException(refusal) : Task.CompletedTask };
        using TestNode node = TestNode.Start("left", _database, differs);
        Notes notes = new();
        Task<SharedResult> refused = Execution("out").RunAsync(notes, TestContext.Current.CancellationToken);
        node.Until(() => node.Log.Count("is refused and left to other nodes") == 1);
        SharedResult other = await Execution("out2", pipeline: "other.yaml", shardImages: 4).RunAsync(new Notes(), TestContext.Current.CancellationToken);
        Assert.Equal(Count, other.Counts.Images);
        Assert.DoesNotContain(refusing.Finished, s => s > 3);
        using TestNode helper = TestNode.Start("right", _database, _engine);
        Assert.Equal(Count, (await refused).Counts.Images);
        Assert.Equal(Enumerable.Range(1, 6), _engine.Finished.Order());
        Assert.Contains(notes.All, n => n.Contains("Node 'left' refuses and leaves the shards to others. The plugin 'shapes' is 1.0.0 there and 2.0.0 here.", StringComparison.Ordinal));
    }

    [Fact]
    public void Node_ANameThatALivingOneHas_IsRefused()
    {
        using TestNode first = TestNode.Start("left", _database, _engine);
        first.Until(() => first.End.HasStarted);
        using TestNode second = TestNode.Start("left", _database, _engine);
        second.Until(() => second.End.Problem is not null);
        Assert.Contains("There is a living node with the name 'left'", second.End.Problem, StringComparison.Ordinal);
        Assert.False(second.End.HasStarted);
        Assert.Null(first.End.Problem);
    }

    [Fact]
    public async Task Run_OnMappedFolders_HasThePathsOfTheMachineThatStartedIt()
    {
        File.CreateSymbolicLink(_workspace["elsewhere"], _workspace.Folder);
        using EngineShards mapped = new() { Map = PathMap.Parse([$"{_workspace.Folder}={_workspace["elsewhere"]}"]) };
        using TestNode node = TestNode.Start("left", _database, mapped);
        SharedResult result = await Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken);
        AssertSameAsOneProcess(result.Folder);
        Assert.Equal(0, (await Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken)).Counts.New);
    }

    [Fact]
    public async Task Run_AnotherIsAtIt_IsRefused()
    {
        TaskCompletionSource planned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource stop = new();
        Task<SharedResult> first = Execution("out", _ => planned.TrySetResult()).RunAsync(new Notes(), stop.Token);
        await planned.Task;
        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(() => Execution("out").RunAsync(new Notes(), TestContext.Current.CancellationToken));
        Assert.Contains("is shared out already, by process", refused.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    private SharedExecution Execution(string output, Action<string>? reached = null, string pipeline = "shapes.yaml", int shardImages = 2)
    {
        PreparedRun run = _engine.Prepare(new RunRequest { PipelinePath = _workspace[pipeline], Inputs = [_workspace["in"]], Output = _workspace[output] });
        return new SharedExecution(run, _engine, _database, new SharedRunOptions(shardImages, Window: 3), TimeProvider.System) { Reached = reached };
    }

    private void AssertSameAsOneProcess(string folder)
    {
        PreparedRun whole = _engine.Prepare(new RunRequest { PipelinePath = _workspace["shapes.yaml"], Inputs = [_workspace["in"]], Output = _workspace["whole"], InProcess = true, Lanes = 1 });
        _engine.MakeAsync(whole, new Notes(), TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        string expected = Path.Combine(RunFolder.Resolve(_workspace["whole"]), "csv"), actual = Path.Combine(folder, "csv");
        string[] names = [.. Directory.EnumerateFiles(expected).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(names);
        Assert.Equal(names, Directory.EnumerateFiles(actual).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name))));
    }

    private sealed class KilledException : Exception;
}
