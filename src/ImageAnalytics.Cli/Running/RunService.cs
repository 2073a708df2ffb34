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
    private readonly RunExecution _execution = new(run, runs, clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host must be up before the run can stop it.
        try
        {
            if (run.Request.Shard is not null)
            {
                Console.Out.WriteLine(SummaryLine.Of(await ShowAsync(progress => _execution.ScanShardAsync(progress, stoppingToken)).ConfigureAwait(false), presentation.Json));
                outcome.ExitCode = ExitCodes.Finished;
                lifetime.StopApplication();
                return;
            }

            ScanResult result = await ShowAsync(progress => _execution.ScanAsync(progress, stoppingToken)).ConfigureAwait(false);
            bool alerted = TellAlerts(result.Alerts);
            Console.Out.WriteLine(SummaryLine.Of(result, presentation.Json));
            RunCounts counts = result.Outcome.Counts;
            outcome.ExitCode = presentation.FailOverPercent is { } percent && counts.Failed * 100.0 > percent * counts.Images ? ExitCodes.TooManyFailed
                : alerted ? ExitCodes.Alerted
                : ExitCodes.Finished;
            outcome.Notifying = NotifyAsync(result.Alerts);
            await outcome.Notifying.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            outcome.ExitCode = RunErrors.Tell(e, _execution.HasStarted);
        }

        lifetime.StopApplication();
    }

    private static bool TellAlerts(AlertsFile? alerts)
    {
        AlertOutcome[] fired = RunExecution.Fired(alerts);
        foreach (AlertOutcome alert in fired)
        {
            Console.Error.WriteLine($"Alert {alert.Message}");
        }

        return fired.Length > 0;
    }

    // The run is finished and kept: nobody would tell its alerts later.
    private async Task NotifyAsync(AlertsFile? alerts)
    {
        if (await _execution.NotifyAsync(alerts, CancellationToken.None).ConfigureAwait(false) is { } problem)
        {
            ConsoleText.Problems([problem]);
        }
    }

    private Task<T> ShowAsync<T>(Func<IRunProgress, Task<T>> work)
        => Console.IsErrorRedirected ? work(new PlainProgress(clock)) : TerminalProgress.ShowAsync(ErrorConsole(), clock, work);

    private static IAnsiConsole ErrorConsole() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
