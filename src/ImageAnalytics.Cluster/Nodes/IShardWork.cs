using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>Works on shards of plans on this machine, one at a time. Keeps what is dear to load for the next.</summary>
public interface IShardWork : IDisposable
{
    /// <summary>Works on a shard.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="shard">Which shard.</param>
    /// <param name="note">Hears what a person should know.</param>
    /// <param name="cancellationToken">Stops it within two seconds; what is finished stays.</param>
    /// <exception cref="RunRefusedException">This machine differs from the plan, or lacks something; says in what.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Task<ShardResult> RunAsync(SharedPlan plan, ShardNumber shard, Action<string> note, CancellationToken cancellationToken);

    /// <summary>Why something failed, in whole sentences, each a line.</summary>
    string Explain(Exception failure);
}
