using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Tests.Support;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Tests.Nodes;

/// <summary>However many shards a plan has, only some of them are queued at once.</summary>
public sealed class ShardWindowTests : IDisposable
{
    private const int Shards = 7;
    private readonly Workspace _workspace = new();
    private readonly SharedPlan _plan;

    public ShardWindowTests()
    {
        DrawnPictures.Draw(_workspace["in"], 13);
        using EngineShards engine = new();
        PreparedRun run = engine.Prepare(new RunRequest { PipelinePath = _workspace.Write("shapes.yaml", TestPipelines.Shapes), Inputs = [_workspace["in"]], Output = _workspace["out"] });
        engine.Create(run, new Notes()).SavePlan(imagesPerShard: 2, CancellationToken.None);
        _plan = SharedPlan.Find(_workspace["out"], "shapes")!;
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Plan_IsDividedAndEveryImageBelongsToOneShard()
    {
        Assert.Equal((13L, Shards), (_plan.Images, _plan.Shards));
        Assert.Equal(13, Enumerable.Range(1, Shards).Sum(_plan.ImagesOf));
    }

    [Fact]
    public void Fill_NeverMoreThanTheWindow_UntilAllAreDone()
    {
        ShardWindow window = new(_plan);
        HashSet<int> queued = [];
        List<int> order = [];
        while (window.Left > 0)
        {
            queued.UnionWith(window.Fill(3));
            Assert.InRange(queued.Count, 1, 3);
            int worked = queued.Max();
            Finish(worked);
            order.Add(worked);
            queued.Remove(worked);
            Assert.Equal([worked], window.Compare(queued));
        }

        Assert.Equal(Enumerable.Range(1, Shards), order.Order());
        Assert.Empty(window.Fill(3));
    }

    [Fact]
    public void Compare_AShardLeftTheQueueAndIsNotDone_IsQueuedAgainFirst()
    {
        ShardWindow window = new(_plan);
        Assert.Equal([1, 2, 3], window.Fill(3));
        Assert.Empty(window.Compare(new HashSet<int> { 1, 3 }));
        Assert.Equal([2], window.Fill(3));
    }

    [Fact]
    public void Start_AfterAKill_KnowsWhatIsDoneAndWhatIsStillQueued()
    {
        Finish(1);
        Finish(4);
        ShardWindow window = new(_plan);
        Assert.Equal(5, window.Left);
        window.Compare(new HashSet<int> { 2, 3 });
        Assert.Equal([5, 6], window.Fill(4));
    }

    [Fact]
    public void Finish_TwoNodesTellTheSameShard_CountsOnce()
    {
        ShardWindow window = new(_plan);
        window.Fill(2);
        Assert.True(window.Finish(1));
        Assert.False(window.Finish(1));
        Assert.False(window.Finish(Shards + 1));
        Assert.Equal(Shards - 1, window.Left);
    }

    private void Finish(int shard) => _workspace.Write($"out/shapes/plan/shards/{Shards}/{shard}.parquet", "");
}
