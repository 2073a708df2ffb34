using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;

namespace ImageAnalytics.Cli.Nodes;

/// <summary>Works on shards with this program's plugins and models. The worker process, with its models, and the books are kept from shard to shard of a plan.</summary>
/// <param name="arguments">The command line of <c>node</c>.</param>
/// <param name="options">How the node takes part.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class NodeShards(ParseResult arguments, NodeOptions options, TimeProvider clock) : IShardWork
{
    private const string GoOn = "What was finished is kept.";
    private readonly PluginHost _host = new(HostAssemblies.Shared);
    private readonly ShardBooks _books = new();
    private (string Plan, PreparedRun Run, ScanRunFactory Runs)? _prepared;

    public async Task<ShardResult> RunAsync(SharedPlan plan, ShardNumber shard, Action<string> note, CancellationToken cancellationToken)
    {
        try
        {
            (PreparedRun run, ScanRunFactory runs) = Prepare(plan);
            PreparedRun one = run with { Request = run.Request with { Shard = shard } };
            return await runs.Create(one, new NotedProgress(note), clock).ExecuteShardAsync(cancellationToken, tellMissing: false, _books).ConfigureAwait(false);
        }
        catch (RunRefusedException)
        {
            Forget(); // Plugins and models are looked up anew the next time.
            throw;
        }
        catch (TrustException e)
        {
            throw new RunRefusedException([e.Message]);
        }
    }

    public string Explain(Exception failure) => string.Join('\n', RunErrors.Explain(failure, started: true, GoOn).Problems);

    public void Dispose() => Forget();

    private (PreparedRun Run, ScanRunFactory Runs) Prepare(SharedPlan plan)
    {
        if (_prepared is { } last && last.Plan == plan.Id)
        {
            return (last.Run, last.Runs);
        }

        Forget();
        Toolbox tools = new(arguments, _host);
        PreparedRun run = tools.Preparation.Prepare(plan.Request(options.Map, SearchFolders.Data, options.Lanes));
        if (plan.DifferencesFrom(run) is { Count: > 0 } differences)
        {
            throw new RunRefusedException([$"This machine differs from the one that started the run of '{plan.Pipeline}'.", .. differences]);
        }

        _prepared = (plan.Id, run, tools.Runs(keepsWorkers: true));
        return (run, _prepared.Value.Runs);
    }

    private void Forget()
    {
        _books.Dispose();
        _prepared?.Runs.Dispose();
        _prepared = null;
    }
}
