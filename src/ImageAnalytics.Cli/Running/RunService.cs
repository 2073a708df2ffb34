using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace ImageAnalytics.Cli.Running;

/// <summary>The hosted worker of <c>run</c>: one run, then the host stops.</summary>
internal sealed class RunService(
    PreparedRun run, ScanRunFactory runs, RunPresentation presentation, RunOutcomeHolder outcome, IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService
{
    private bool _started;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host must be up before the run can stop it.
        try
        {
            if (run.Request.Shard is not null)
            {
                Console.Out.WriteLine(SummaryLine.Of(await ShowAsync(progress => ShardAsync(progress, stoppingToken)).ConfigureAwait(false), presentation.Json));
                outcome.ExitCode = ExitCodes.Finished;
                lifetime.StopApplication();
                return;
            }

            ScanResult result = await ShowAsync(progress => ScanAsync(progress, stoppingToken)).ConfigureAwait(false);
            bool alerted = await AlertAsync(result.Alerts, stoppingToken).ConfigureAwait(false);
            Console.Out.WriteLine(SummaryLine.Of(result, presentation.Json));
            RunCounts counts = result.Outcome.Counts;
            outcome.ExitCode = presentation.FailOverPercent is { } percent && counts.Failed * 100.0 > percent * counts.Images ? ExitCodes.TooManyFailed
                : alerted ? ExitCodes.Alerted
                : ExitCodes.Finished;
        }
        catch (Exception e)
        {
            outcome.ExitCode = RunErrors.Tell(e, _started);
        }

        lifetime.StopApplication();
    }

    // The run is finished and kept, whatever becomes of this.
    private async Task<bool> AlertAsync(AlertsFile? alerts, CancellationToken stoppingToken)
    {
        AlertOutcome[] fired = [.. alerts?.Alerts.Where(a => a.Fired) ?? []];
        foreach (AlertOutcome alert in fired)
        {
            Console.Error.WriteLine($"Alert {alert.Message}");
        }

        if (fired.Length > 0 && run.Pipeline.Notify.Count > 0 && run.Request.Notifies)
        {
            string? problem = await Notifier.NotifyAsync(run.Pipeline, alerts!, stoppingToken).ConfigureAwait(false);
            if (problem is not null)
            {
                ConsoleText.Problems([problem + $" The alerts are in '{Path.Combine(alerts!.Folder, AlertsFile.FileName)}'."]);
            }
        }

        return fired.Length > 0;
    }

    private Task<T> ShowAsync<T>(Func<IRunProgress, Task<T>> work)
        => Console.IsErrorRedirected ? work(new PlainProgress(clock)) : TerminalProgress.ShowAsync(ErrorConsole(), clock, work);

    private async Task<ShardResult> ShardAsync(IRunProgress progress, CancellationToken stoppingToken)
    {
        ScanRun scan = runs.Create(run, progress, clock);
        try
        {
            return await scan.ExecuteShardAsync(stoppingToken).ConfigureAwait(false);
        }
        finally
        {
            _started = scan.HasStarted;
        }
    }

    private async Task<ScanResult> ScanAsync(IRunProgress progress, CancellationToken stoppingToken)
    {
        ScanRun scan = runs.Create(run, progress, clock);
        try
        {
            return await scan.ExecuteAsync(() => Provenance.Of(run), folder => RunReport.Write(run, folder, progress.Note), RunReport.Refresh, RunReport.Fingerprint(run), stoppingToken).ConfigureAwait(false);
        }
        finally
        {
            _started = scan.HasStarted;
        }
    }

    private static IAnsiConsole ErrorConsole() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
