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

            Examples:
              imageanalytics plan objects --input ~/Pictures
              imageanalytics plan objects --input /data --output /srv/results --save
            """);
        Option<bool> save = new("--save") { Description = "Keep the listing in the output folder, so that 'run --shard I/N' can work on parts of it side by side; 'merge' makes the run." };
        options.AddTo(command);
        command.Options.Add(save);
        command.SetAction((arguments, cancellationToken) => Task.FromResult(Plan(arguments, options, arguments.GetValue(save), cancellationToken)));
        return command;
    }

    private static int Plan(ParseResult arguments, RunOptions options, bool save, CancellationToken cancellationToken)
    {
        NativeOutput.Silence();
        Toolbox tools = new(arguments);
        try
        {
            PreparedRun run = tools.Preparation.Prepare(options.Read(arguments));
            using ScanRunFactory runs = tools.Runs();
            ScanRun scan = runs.Create(run, new PlainProgress(TimeProvider.System), TimeProvider.System);
            RunPlan plan = save ? scan.SavePlan(imagesPerShard: null, cancellationToken) : scan.Plan(cancellationToken);
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
                if (save)
                {
                    Console.WriteLine($"Saved in '{Path.Combine(run.Output, run.Pipeline.Name, "plan")}'. Next: 'run' with the same arguments and --shard 1/N to N/N, then 'merge'.");
                }
            }

            return ExitCodes.Finished;
        }
        catch (Exception e) when (e is RunRefusedException or EmptyInputException or OutputLockedException or StoreException or OperationCanceledException)
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
            ? string.Create(culture, $"Time: about {TimeSpan.FromSeconds(Math.Ceiling(seconds)):c}, at the rate of the last run of this pipeline here that looked at images.")
            : "Time: not known; no run of this pipeline here has looked at images yet. Try 'run … --limit 100'.");
        Console.WriteLine(string.Create(culture, $"Memory: about {estimate.MemoryMegabytes:N0} MB. Disk: about {estimate.DiskBytes / 1e6:N1} MB of results."));
    }
}
