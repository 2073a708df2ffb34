using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Nodes;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

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

    public Task<RunEnding> RunAsync(Schedule schedule, IRunProgress progress, CancellationToken cancellationToken)
        => RunAsync(RequestOf(schedule), schedule.Jobs, progress, cancellationToken);

    // The pipeline and its rights are those of the schedule, never what a file in the output folder says.
    public Task<RunEnding> RetryAsync(Schedule schedule, string runFolder, IRunProgress progress, CancellationToken cancellationToken)
        => RunAsync(RequestOf(schedule) with { Retry = new RetryRequest(runFolder, [.. FailureClasses.All]) }, jobs: null, progress, cancellationToken); // Few images: this machine alone.

    private async Task<RunEnding> RunAsync(RunRequest request, string? jobs, IRunProgress progress, CancellationToken cancellationToken)
    {
        Toolbox tools;
        PreparedRun run;
        try
        {
            tools = new Toolbox(arguments, _host);
            run = tools.Preparation.Prepare(request);
        }
        catch (Exception e) when (e is RunRefusedException or TrustException)
        {
            return new RunEnding(RunEnd.Refused, e.Message);
        }

        if (request.Retry is { } retry && PipelineOf(retry.RunFolder) is var pipeline && pipeline != run.Pipeline.Name)
        {
            return new RunEnding(RunEnd.Refused, $"The run '{retry.RunFolder}' is of the pipeline '{pipeline}'; expected one of '{run.Pipeline.Name}', which this schedule runs.");
        }

        using ScanRunFactory runs = tools.Runs();
        RunExecution execution = new(run, runs, clock);
        SharedExecution? shared = null;
        try
        {
            if (jobs is not null)
            {
                shared = new SharedExecution(run, new SharedSteps(run, runs, clock), JobsDatabase.Parse(jobs), new SharedRunOptions(SharedRunOptions.UsualShardImages, null), clock);
                SharedResult made = await shared.RunAsync(progress, cancellationToken).ConfigureAwait(false);
                bool fired = TellAlerts(made.Alerts, progress); // Their command was called already.
                return new RunEnding(fired ? RunEnd.Alerted : RunEnd.Finished, SummaryLine.Of(made, json: false)) { Pipeline = run.Pipeline.Name, RunFolder = made.Folder };
            }

            ScanResult result = await execution.ScanAsync(progress, cancellationToken).ConfigureAwait(false);
            bool alerted = TellAlerts(result.Alerts, progress);
            return new RunEnding(alerted ? RunEnd.Alerted : RunEnd.Finished, SummaryLine.Of(result, json: false))
            {
                Pipeline = run.Pipeline.Name,
                RunFolder = result.Outcome.Folder,
                // Also when its night has ended or the service stops meanwhile: nobody would tell its alerts later.
                Notify = alerted ? () => execution.NotifyAsync(result.Alerts, CancellationToken.None) : null,
            };
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
            (int exitCode, IReadOnlyList<string> problems) = RunErrors.Explain(e, shared?.HasStarted ?? execution.HasStarted, GoOn);
            return new RunEnding(exitCode == ExitCodes.Refused ? RunEnd.Refused : RunEnd.Failed, string.Join('\n', problems));
        }
    }

    private static bool TellAlerts(AlertsFile? alerts, IRunProgress progress)
    {
        AlertOutcome[] fired = RunExecution.Fired(alerts);
        foreach (AlertOutcome alert in fired)
        {
            progress.Note($"Alert {alert.Message}");
        }

        return fired.Length > 0;
    }

    // OUTPUT/PIPELINE/runs/RUN
    private static string? PipelineOf(string runFolder) => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(runFolder)));

    private static RunRequest RequestOf(Schedule schedule) => new()
    {
        PipelinePath = ShippedPipeline.Resolve(schedule.Pipeline),
        Inputs = schedule.Inputs,
        Output = schedule.Output,
        DataFolder = SearchFolders.Data,
        NewestFoldersFirst = schedule.Until is not null, // The night may end before the work does.
    };
}
