using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Running;

/// <summary><c>plan</c>: what a run would do, without doing it.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        RunOptions options = new();
        Command command = new("plan", """
            Say what a run would do: which images are new, which steps are missing, how long it would take and what it would need.

            Example:
              imageanalytics plan objects --input ~/Pictures
            """);
        options.AddTo(command);
        command.SetAction((arguments, cancellationToken) => Task.FromResult(Plan(arguments, options, cancellationToken)));
        return command;
    }

    private static int Plan(ParseResult arguments, RunOptions options, CancellationToken cancellationToken)
    {
        NativeOutput.Silence();
        Toolbox tools = new(arguments);
        try
        {
            PreparedRun run = tools.Preparation.Prepare(options.Read(arguments));
            using ScanRunFactory runs = tools.Runs();
            RunPlan plan = runs.Create(run, new PlainProgress(TimeProvider.System), TimeProvider.System).Plan(cancellationToken);
            PlanEstimate estimate = PlanEstimate.From(run, plan);
            if (arguments.GetValue(options.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(new
                {
                    images = plan.Images,
                    reused = plan.Reused,
                    pending = plan.Pending,
                    newFiles = plan.NewFiles,
                    pendingBytes = plan.PendingBytes,
                    missing = run.Steps.Select((s, i) => (s.Id, Count: plan.MissingBySteps[i])).ToDictionary(s => s.Id, s => s.Count),
                    seconds = estimate.Seconds,
                    memoryMegabytes = estimate.MemoryMegabytes,
                    diskBytes = estimate.DiskBytes,
                }));
            }
            else
            {
                Tell(run, plan, estimate);
            }

            return ExitCodes.Finished;
        }
        catch (Exception e) when (e is RunRefusedException or EmptyInputException or StoreException or OperationCanceledException)
        {
            return RunErrors.Tell(e, started: false);
        }
    }

    private static void Tell(PreparedRun run, RunPlan plan, PlanEstimate estimate)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(culture, $"{plan.Images:N0} images: {plan.Reused:N0} done before, {plan.Pending:N0} to look at, of which {plan.NewFiles:N0} files are new or changed ({plan.PendingBytes / 1e6:N1} MB)."));
        for (int i = 0; i < run.Steps.Count; i++)
        {
            Console.WriteLine(string.Create(culture, $"  step {run.Steps[i].Id}: up to {plan.MissingBySteps[i]:N0} images"));
        }

        Console.WriteLine(estimate.Seconds is { } seconds
            ? string.Create(culture, $"Time: about {TimeSpan.FromSeconds(Math.Ceiling(seconds)):c}, at the rate of the last run of this pipeline here.")
            : "Time: not known; this pipeline has not run here yet. Try 'run … --limit 100'.");
        Console.WriteLine(string.Create(culture, $"Memory: about {estimate.MemoryMegabytes:N0} MB. Disk: about {estimate.DiskBytes / 1e6:N1} MB of results."));
    }
}
