using System.Diagnostics;
using System.Text.Json.Nodes;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cluster.Tests.Support;

/// <summary>The real engine for shards, in this process, with the plugins that only tests use and without models.</summary>
internal sealed class EngineShards : IShardWork, ISharedSteps
{
    private static readonly SharedAssemblies s_shared = new([typeof(IModelPlugin).Assembly, typeof(ImageFile).Assembly]);
    private readonly PluginHost _host = new(s_shared);
    private readonly ShardBooks _books = new();
    private readonly ScanRunFactory _runs;

    public EngineShards() => _runs = new ScanRunFactory(() => new ProcessStartInfo("false"), _host, s_shared);

    /// <summary>Where folders of plans are.</summary>
    public PathMap Map { get; init; } = PathMap.None;

    /// <summary>Called before a shard is worked on.</summary>
    public Func<ShardNumber, CancellationToken, Task> Before { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The shards that were finished, in order.</summary>
    public List<int> Finished { get; } = [];

    /// <summary>How often alerts were told.</summary>
    public int Told { get; private set; }

    public async Task<ShardResult> RunAsync(SharedPlan plan, ShardNumber shard, Action<string> note, CancellationToken cancellationToken)
    {
        await Before(shard, cancellationToken);
        PreparedRun run = Prepare(plan.Request(Map, Path.GetTempPath(), 1) with { InProcess = true, Shard = shard });
        ShardResult result = await _runs.Create(run, new Notes(), TimeProvider.System).ExecuteShardAsync(cancellationToken, tellMissing: false, _books);
        lock (Finished)
        {
            Finished.Add(shard.Index);
        }

        return result;
    }

    public string Explain(Exception failure) => failure.Message;

    public PreparedRun Prepare(RunRequest request) => new RunPreparation(PluginCatalog.Discover([Repository.TestPlugins], s_shared), _host, NoModels.Instance).Prepare(request);

    public ScanRun Create(PreparedRun run, IRunProgress progress) => _runs.Create(run, progress, TimeProvider.System);

    public async Task MakeAsync(PreparedRun merging, IRunProgress progress, CancellationToken cancellationToken)
        => await Create(merging, progress).ExecuteAsync(() => new JsonObject(), _ => { }, null, "", cancellationToken);

    public Task<string?> NotifyAsync(AlertsFile? alerts, CancellationToken cancellationToken)
    {
        Told++;
        return Task.FromResult<string?>(null);
    }

    public void Dispose()
    {
        _books.Dispose();
        _runs.Dispose();
    }

    private sealed class NoModels : IModelSource
    {
        public static readonly NoModels Instance = new();

        public IReadOnlyList<string> Names => [];

        public IReadOnlyList<string> CatalogNames => [];

        public ResolvedModel? Find(string name) => null;

        public ResolvedModel? Verify(string name) => null;
    }
}
