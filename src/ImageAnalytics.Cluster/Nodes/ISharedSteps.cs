using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>What a run by many machines does on the machine that started it.</summary>
public interface ISharedSteps
{
    /// <summary>A run over the folders, to list them.</summary>
    ScanRun Create(PreparedRun run, IRunProgress progress);

    /// <summary>Makes the run of shards that are all done, with its report.</summary>
    Task MakeAsync(PreparedRun merging, IRunProgress progress, CancellationToken cancellationToken);

    /// <summary>Calls the command that the pipeline names for alerts, if one fired.</summary>
    /// <returns>Why that did not work, in whole sentences; null when it did, or nothing was to be called.</returns>
    Task<string?> NotifyAsync(AlertsFile? alerts, CancellationToken cancellationToken);
}
