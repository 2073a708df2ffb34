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
            ScanResult result = Console.IsErrorRedirected
                ? await _execution.ScanAsync(new PlainProgress(clock), stoppingToken).ConfigureAwait(false)
                : await TerminalProgress.ShowAsync(ErrorConsole(), clock, progress => _execution.ScanAsync(progress, stoppingToken)).ConfigureAwait(false);
            bool alerted = await AlertAsync(result.Alerts, stoppingToken).ConfigureAwait(false);
            Console.Out.WriteLine(SummaryLine.Of(result, presentation.Json));
            RunCounts counts = result.Outcome.Counts;
            outcome.ExitCode = presentation.FailOverPercent is { } percent && counts.Failed * 100.0 > percent * counts.Images ? ExitCodes.TooManyFailed
                : alerted ? ExitCodes.Alerted
                : ExitCodes.Finished;
        }
        catch (Exception e)
        {
            outcome.ExitCode = RunErrors.Tell(e, _execution.HasStarted);
        }

        lifetime.StopApplication();
    }

    private async Task<bool> AlertAsync(AlertsFile? alerts, CancellationToken stoppingToken)
    {
        AlertOutcome[] fired = RunExecution.Fired(alerts);
        foreach (AlertOutcome alert in fired)
        {
            Console.Error.WriteLine($"Alert {alert.Message}");
        }

        if (await _execution.NotifyAsync(alerts, stoppingToken).ConfigureAwait(false) is { } problem)
        {
            ConsoleText.Problems([problem]);
        }

        return fired.Length > 0;
    }

    private static IAnsiConsole ErrorConsole() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
