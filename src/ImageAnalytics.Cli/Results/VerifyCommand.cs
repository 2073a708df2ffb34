using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Verifying;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Results;

/// <summary><c>verify RUN</c>: computes a random sample of a run again and reports drift.</summary>
internal static class VerifyCommand
{
    private const int Shown = 20;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "A run's folder, a pipeline's folder or an output folder (its latest run)." };
        Option<int> count = new("--count") { Description = "At most so many images.", DefaultValueFactory = _ => 20 };
        Option<int> seed = new("--seed") { Description = "Chooses the images; another number, another sample.", DefaultValueFactory = _ => 1 };
        Option<bool> json = new("--json") { Description = "Print the result as one JSON object." };
        count.Validators.Add(r =>
        {
            if (r.GetValue(count) is < 1 or > 100_000)
            {
                r.AddError("--count: expected a whole number from 1 to 100000.");
            }
        });
        Command command = new("verify", """
            Compute a random sample of a finished run again, with the pipeline that the run recorded and the models and plugins of today,
            and say what is not as it was recorded. Reads the originals; changes nothing. Exits with 1 when something drifted.

            Example: imageanalytics verify output/yard-watch --count 100
            """) { run, count, seed, json };
        command.SetAction((parsed, cancellationToken) => VerifyAsync(
            new Toolbox(parsed), parsed.GetRequiredValue(run), parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> VerifyAsync(Toolbox tools, string path, int count, int seed, bool json, CancellationToken cancellationToken)
    {
        NativeOutput.Silence();
        try
        {
            using RunReader recorded = RunReader.Open(RunFolder.Resolve(path));
            using ScanRunFactory runs = tools.Runs();
            RunVerifier verifier = new(tools.Preparation, runs, new PlainProgress(TimeProvider.System), TimeProvider.System);
            Verification verification = await verifier.VerifyAsync(recorded, count, seed, SearchFolders.Data, cancellationToken).ConfigureAwait(false);
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(verification, JsonSerializerOptions.Web));
            }
            else
            {
                Tell(verification);
            }

            return verification.Holds ? ExitCodes.Finished : ExitCodes.CouldNotFinish;
        }
        catch (Exception e) when (e is RunRefusedException or StoreException or EmptyInputException or WorkerFailedException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return RunErrors.Tell(e, started: false);
        }
    }

    private static void Tell(Verification verification)
    {
        foreach (string line in verification.ChangedSteps)
        {
            Console.Out.WriteLine(ConsoleText.Clean(line));
        }

        if (verification.Drifts.Count > 0)
        {
            TextTable table = new("image", "step", "recorded", "found", "confidence differs by");
            foreach (Drift drift in verification.Drifts.Take(Shown))
            {
                table.Add(drift.Path, drift.Step, Text(drift.Recorded), Text(drift.Found), drift.Confidence?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "other things");
            }

            table.WriteTo(Console.Out);
            if (verification.Drifts.Count > Shown)
            {
                Console.Out.WriteLine($"… and {Text(verification.Drifts.Count - Shown)} more; --json has all.");
            }
        }

        foreach (SkippedImage skipped in verification.Skipped.Take(Shown))
        {
            Console.Out.WriteLine(ConsoleText.Clean($"Left out: '{skipped.Path}': {skipped.Reason}"));
        }

        int drifted = verification.Drifts.Select(d => d.Path).Distinct().Count();
        Console.Out.WriteLine($"{Text(verification.Checked)} images of run {verification.RunId} computed again: {Text(verification.Checked - drifted)} as recorded, {Text(drifted)} not; {Text(verification.Skipped.Count)} left out.");
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
