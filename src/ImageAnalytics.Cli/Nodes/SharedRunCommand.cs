using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using Spectre.Console;

namespace ImageAnalytics.Cli.Nodes;

/// <summary><c>run --jobs</c>: one run by many machines.</summary>
internal sealed class SharedRunCommand
{
    private readonly Option<string?> _jobs = JobsOption.Create("Share the run out to the nodes of this PostgreSQL database, given by its connection string; see 'node --help'.");
    private readonly Option<int> _shardImages = new("--shard-images") { Description = "With --jobs: images that a node takes at a time.", HelpName = "N", DefaultValueFactory = _ => SharedRunOptions.UsualShardImages };
    private readonly Option<int?> _window = new("--window") { Description = "With --jobs: shards that are queued at once, at most; four for each node, and 64 at least, when left out.", HelpName = "N" };

    /// <summary>Adds the options to <c>run</c>.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_jobs);
        command.Options.Add(_shardImages);
        command.Options.Add(_window);
    }

    /// <summary>Whether the run is to be shared out.</summary>
    public bool IsAsked(ParseResult arguments) => arguments.GetValue(_jobs) is not null;

    /// <summary>Shares a run out and makes it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ParseResult arguments, RunRequest request, RunPresentation presentation, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        SharedExecution? execution = null;
        try
        {
            SharedRunOptions options = Options(arguments, request);
            JobsDatabase database = JobsOption.Read(arguments.GetValue(_jobs)!);
            Toolbox tools = new(arguments);
            PreparedRun run = tools.Preparation.Prepare(request);
            using ScanRunFactory runs = tools.Runs();
            execution = new SharedExecution(run, new SharedSteps(run, runs, TimeProvider.System), database, options, TimeProvider.System);
            SharedResult result = await ShowAsync(progress => execution.RunAsync(progress, stop.Token)).ConfigureAwait(false);
            AlertOutcome[] fired = RunExecution.Fired(result.Alerts);
            foreach (AlertOutcome alert in fired)
            {
                Console.Error.WriteLine($"Alert {alert.Message}");
            }

            Console.Out.WriteLine(SummaryLine.Of(result, presentation.Json));
            return presentation.FailOverPercent is { } percent && result.Counts.Failed * 100.0 > percent * result.Counts.Images ? ExitCodes.TooManyFailed
                : fired.Length > 0 ? ExitCodes.Alerted
                : ExitCodes.Finished;
        }
        catch (Exception e)
        {
            return RunErrors.Tell(e, execution?.HasStarted ?? false);
        }
    }

    private SharedRunOptions Options(ParseResult arguments, RunRequest request)
    {
        int images = arguments.GetValue(_shardImages);
        int? window = arguments.GetValue(_window);
        List<string> problems = [];
        if (images is < 1 or > 1_000_000)
        {
            problems.Add($"--shard-images is {images.ToString(CultureInfo.InvariantCulture)}; expected 1 to 1000000.");
        }

        if (window is < 1 or > 100_000)
        {
            problems.Add($"--window is {window.Value.ToString(CultureInfo.InvariantCulture)}; expected 1 to 100000.");
        }

        if (request.Shard is not null)
        {
            problems.Add("--shard and --jobs were both given; expected one of them: with --jobs, nodes take the shards.");
        }

        if (request.InProcess)
        {
            problems.Add("--in-process and --jobs were both given; expected one of them: nodes always use worker processes.");
        }

        return problems.Count == 0 ? new SharedRunOptions(images, window) : throw new RunRefusedException(problems);
    }

    private static Task<T> ShowAsync<T>(Func<IRunProgress, Task<T>> work) => Console.IsErrorRedirected
        ? work(new PlainProgress(TimeProvider.System))
        : TerminalProgress.ShowAsync(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), TimeProvider.System, work);
}
