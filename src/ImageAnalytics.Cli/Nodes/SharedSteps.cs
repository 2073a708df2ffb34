using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;

namespace ImageAnalytics.Cli.Nodes;

/// <summary>Lists folders and makes runs of shards with all that this program adds to a run: provenance, report, and the command that alerts call.</summary>
/// <param name="run">What is to be run.</param>
/// <param name="runs">Starts runs; borrowed.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class SharedSteps(PreparedRun run, ScanRunFactory runs, TimeProvider clock) : ISharedSteps
{
    public ScanRun Create(PreparedRun listed, IRunProgress progress) => runs.Create(listed, progress, clock);

    public Task MakeAsync(PreparedRun merging, IRunProgress progress, CancellationToken cancellationToken)
        => new RunExecution(merging, runs, clock).ScanAsync(progress, cancellationToken);

    public Task<string?> NotifyAsync(AlertsFile? alerts, CancellationToken cancellationToken) => new RunExecution(run, runs, clock).NotifyAsync(alerts, cancellationToken);
}
