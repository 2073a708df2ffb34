using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Running;

/// <summary><c>retry</c>: try the failures of a finished run again, in a new run over the same images.</summary>
internal static class RetryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "A run's folder, a pipeline's folder or an output folder (its latest run)." };
        Option<string[]> only = new("--only")
        {
            Description = "Failures to try again, such as crash or timeout; all when left out.", HelpName = "CLASS", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        only.AcceptOnlyFromAmong([.. FailureClasses.All]);
        Option<int?> lanes = new("--lanes") { Description = "Images that are worked on side by side; one a core when left out.", HelpName = "N" };
        LimitOptions limits = new();
        EndingOptions ending = new();
        Option<bool> json = new("--json") { Description = "Print the last line as one JSON object." };
        Command command = new("retry", """
            Try the failures of a finished run again, also those that no nightly run tries again, such as crash, and write a new run over the same images.
            The pipeline, its options and the limits are those that the run recorded; a limit that is given here replaces the recorded one.
            What did not fail is taken from the store; new pictures in the folders are left to the next run.

            Examples:
              imageanalytics retry output/yard-watch --only timeout --timeout 300
              imageanalytics retry output/yard-watch --only crash out-of-memory --lanes 1 --max-memory 8192
            """) { run, only, lanes };
        limits.AddTo(command);
        ending.AddTo(command);
        command.Options.Add(json);

        command.SetAction(async (arguments, cancellationToken) =>
        {
            NativeOutput.Silence();
            RunRequest request;
            try
            {
                string folder = RunFolder.Resolve(arguments.GetRequiredValue(run));
                using RunReader recorded = RunReader.Open(folder);
                request = RecordedRun.RequestOf(recorded, SearchFolders.Data);
                string[] classes = arguments.GetValue(only) is { Length: > 0 } some ? some : [.. FailureClasses.All];
                request = ending.Apply(arguments, request) with
                {
                    Retry = new RetryRequest(folder, classes), Lanes = arguments.GetValue(lanes), Limits = limits.Read(arguments, request.Limits),
                };
            }
            catch (StoreException e)
            {
                return RunErrors.Tell(e, started: false);
            }

            RunPresentation presentation = ending.Presentation(arguments, arguments.GetValue(json));
            return await HostedRun.RunAsync(new Toolbox(arguments), request, presentation, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
