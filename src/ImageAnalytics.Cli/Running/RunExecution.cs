using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;

namespace ImageAnalytics.Cli.Running;

/// <summary>A prepared run with all that this program adds to it: provenance, report, and the command that alerts call.</summary>
internal sealed class RunExecution(PreparedRun run, ScanRunFactory runs, TimeProvider clock)
{
    /// <summary>Whether work on images began.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The alerts that fired.</summary>
    public static AlertOutcome[] Fired(AlertsFile? alerts) => [.. alerts?.Alerts.Where(a => a.Fired) ?? []];

    /// <summary>Runs, from listing to report. Throws what <see cref="ScanRun.ExecuteAsync"/> does.</summary>
    public async Task<ScanResult> ScanAsync(IRunProgress progress, CancellationToken cancellationToken)
    {
        ScanRun scan = runs.Create(run, progress, clock);
        try
        {
            return await scan.ExecuteAsync(() => Provenance.Of(run), folder => RunReport.Write(run, folder, progress.Note, scan.IsSilent), folder => RunReport.Refresh(run, folder), RunReport.Fingerprint(run), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            HasStarted = scan.HasStarted;
        }
    }

    /// <summary>Works one part of a frozen listing. Throws what <see cref="ScanRun.ExecuteShardAsync"/> does.</summary>
    public async Task<ShardResult> ScanShardAsync(IRunProgress progress, CancellationToken cancellationToken)
    {
        ScanRun scan = runs.Create(run, progress, clock);
        try
        {
            return await scan.ExecuteShardAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            HasStarted = scan.HasStarted;
        }
    }

    // The run is finished and kept, whatever becomes of this.
    /// <summary>Calls the command that the pipeline names for alerts, if one fired.</summary>
    /// <returns>Why that did not work, in whole sentences; null when it did, or nothing was to be called.</returns>
    public async Task<string?> NotifyAsync(AlertsFile? alerts, CancellationToken cancellationToken)
    {
        if (Fired(alerts).Length == 0 || run.Pipeline.Notify.Count == 0 || !run.Request.Notifies)
        {
            return null;
        }

        string? problem = await Notifier.NotifyAsync(run.Pipeline, alerts!, cancellationToken).ConfigureAwait(false);
        return problem is null ? null : problem + $" The alerts are in '{Path.Combine(alerts!.Folder, AlertsFile.FileName)}'.";
    }
}
