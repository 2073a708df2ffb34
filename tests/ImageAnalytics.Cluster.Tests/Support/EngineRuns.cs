using System.Diagnostics;
using System.Text.Json.Nodes;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cluster.Tests.Support;

/// <summary>The real engine, in this process, with the plugins that only tests use and without models.</summary>
internal sealed class EngineRuns(TimeProvider clock) : IScheduledRuns
{
    private static readonly SharedAssemblies s_shared = new([typeof(IModelPlugin).Assembly, typeof(ImageFile).Assembly]);
    private readonly PluginHost _host = new(s_shared);

    /// <summary>What came of each run.</summary>
    public List<ScanResult> Results { get; } = [];

    public IReadOnlyList<string> Check(Schedule schedule)
    {
        try
        {
            _ = Prepare(schedule);
            return [];
        }
        catch (RunRefusedException e)
        {
            return e.Problems;
        }
    }

    public async Task<RunEnding> RunAsync(Schedule schedule, IRunProgress progress, CancellationToken cancellationToken)
    {
        using ScanRunFactory runs = new(() => new ProcessStartInfo("false"), _host, s_shared);
        ScanResult result = await runs.Create(Prepare(schedule), progress, clock).ExecuteAsync(() => new JsonObject(), _ => { }, null, "", cancellationToken);
        Results.Add(result);
        return new RunEnding(RunEnd.Finished, $"new={result.Outcome.Counts.New}") { Pipeline = "shapes" };
    }

    public Task<RunEnding> RetryAsync(Schedule schedule, string runFolder, IRunProgress progress, CancellationToken cancellationToken)
        => throw new NotSupportedException("No night tries failures again.");

    private PreparedRun Prepare(Schedule schedule)
        => new RunPreparation(PluginCatalog.Discover([Repository.TestPlugins], s_shared), _host, NoModels.Instance).Prepare(new RunRequest
        {
            PipelinePath = schedule.Pipeline, Inputs = schedule.Inputs, Output = schedule.Output, InProcess = true, Lanes = 1,
        });

    private sealed class NoModels : IModelSource
    {
        public static readonly NoModels Instance = new();

        public IReadOnlyList<string> Names => [];

        public IReadOnlyList<string> CatalogNames => [];

        public ResolvedModel? Find(string name) => null;

        public ResolvedModel? Verify(string name) => null;
    }
}
