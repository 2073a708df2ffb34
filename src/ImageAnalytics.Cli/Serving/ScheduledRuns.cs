using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Serving;

/// <summary>Runs pipelines for schedules as <c>run</c> does. Models and the list of plugins are looked up for every run.</summary>
/// <param name="arguments">The command line of <c>serve</c>.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class ScheduledRuns(ParseResult arguments, TimeProvider clock) : IScheduledRuns
{
    private const string GoOn = "What was finished is kept; the next run goes on.";
    private readonly PluginHost _host = new(HostAssemblies.Shared);

    public IReadOnlyList<string> Check(Schedule schedule)
    {
        try
        {
            _ = new Toolbox(arguments, _host).Preparation.Prepare(RequestOf(schedule));
            return [];
        }
        catch (RunRefusedException e)
        {
            return e.Problems;
        }
        catch (TrustException e)
        {
            return [e.Message];
        }
    }

    public async Task<RunEnding> RunAsync(Schedule schedule, IRunProgress progress, CancellationToken cancellationToken)
    {
        Toolbox tools;
        PreparedRun run;
        try
        {
            tools = new Toolbox(arguments, _host);
            run = tools.Preparation.Prepare(RequestOf(schedule));
        }
        catch (Exception e) when (e is RunRefusedException or TrustException)
        {
            return new RunEnding(RunEnd.Refused, e.Message);
        }

        using ScanRunFactory runs = tools.Runs();
        RunExecution execution = new(run, runs, clock);
        try
        {
            ScanResult result = await execution.ScanAsync(progress, cancellationToken).ConfigureAwait(false);
            bool alerted = await AlertAsync(execution, result, progress, cancellationToken).ConfigureAwait(false);
            return new RunEnding(alerted ? RunEnd.Alerted : RunEnd.Finished, SummaryLine.Of(result, json: false)) { Pipeline = run.Pipeline.Name };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new RunEnding(RunEnd.Stopped, GoOn);
        }
        catch (OutputLockedException e)
        {
            return new RunEnding(RunEnd.Busy, e.Message);
        }
        catch (Exception e)
        {
            (int exitCode, IReadOnlyList<string> problems) = RunErrors.Explain(e, execution.HasStarted, GoOn);
            return new RunEnding(exitCode == ExitCodes.Refused ? RunEnd.Refused : RunEnd.Failed, string.Join('\n', problems));
        }
    }

    // The run is finished and kept when its alerts are told, even when the service stops meanwhile.
    private static async Task<bool> AlertAsync(RunExecution execution, ScanResult result, IRunProgress progress, CancellationToken cancellationToken)
    {
        foreach (Engine.Alerts.AlertOutcome alert in RunExecution.Fired(result.Alerts))
        {
            progress.Note($"Alert {alert.Message}");
        }

        try
        {
            if (await execution.NotifyAsync(result.Alerts, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                progress.Note(problem);
            }
        }
        catch (OperationCanceledException)
        {
            progress.Note("The service stopped while the command that alerts call was running.");
        }

        return RunExecution.Fired(result.Alerts).Length > 0;
    }

    private static RunRequest RequestOf(Schedule schedule) => new()
    {
        PipelinePath = ShippedPipeline.Resolve(schedule.Pipeline),
        Inputs = schedule.Inputs,
        Output = schedule.Output,
        DataFolder = SearchFolders.Data,
        NewestFoldersFirst = schedule.Until is not null, // The night may end before the work does.
    };
}
