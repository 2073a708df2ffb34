using System.CommandLine;
using System.Globalization;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Results;

/// <summary><c>clean</c>: remove old runs from an output folder.</summary>
internal static class CleanCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> output = new("output") { Description = "The output folder.", DefaultValueFactory = _ => "output" };
        Option<int?> runs = new("--keep-runs") { Description = "Keep the newest N runs of each pipeline.", HelpName = "N" };
        Option<int?> days = new("--keep-days") { Description = "Keep runs that finished in the last D days.", HelpName = "D" };
        Option<string[]> pipelines = new("--pipeline") { Description = "Only these pipelines; all when left out.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would be removed, and remove nothing." };
        Command command = new("clean", """
            Remove old runs from an output folder: their CSV files, reports and listings. A run stays when --keep-runs or --keep-days keeps it,
            and the newest finished one always stays. The store stays whole, so that the next run still does only what is new.

            Examples:
              imageanalytics clean output --keep-runs 30 --dry-run
              imageanalytics clean /srv/results --keep-runs 10 --keep-days 90 --pipeline yard-watch
            """) { output, runs, days, pipelines, dryRun };
        command.SetAction(arguments => Clean(
            arguments.GetRequiredValue(output), new RunRetention(arguments.GetValue(runs), arguments.GetValue(days)), arguments.GetValue(pipelines) ?? [], arguments.GetValue(dryRun)));
        return command;
    }

    private static int Clean(string output, RunRetention retention, string[] named, bool isDryRun)
    {
        IReadOnlyList<string> present = RunCleaning.PipelinesOf(output);
        List<string> problems = [.. Problems(output, retention, named, present)];
        if (problems.Count > 0)
        {
            ConsoleText.Problems(problems);
            return ExitCodes.Refused;
        }

        try
        {
            using OutputLock? held = isDryRun ? null : OutputLock.Acquire(output, "clean");
            int removed = 0, kept = 0;
            foreach (string pipeline in named.Length > 0 ? named.Distinct(StringComparer.Ordinal) : present)
            {
                RunCleaning cleaning = RunCleaning.Plan(output, pipeline, retention, TimeProvider.System.GetUtcNow());
                foreach (string run in cleaning.Removed)
                {
                    Console.Out.WriteLine($"{(isDryRun ? "would remove" : "removing")} {ConsoleText.Clean(pipeline)}/runs/{run}");
                }

                foreach (string unknown in cleaning.Unknown)
                {
                    Console.Error.WriteLine($"note: '{ConsoleText.Clean($"{pipeline}/runs/{unknown}")}' is no finished run; it is left alone.");
                }

                if (!isDryRun)
                {
                    cleaning.Apply();
                }

                (removed, kept) = (removed + cleaning.Removed.Count, kept + cleaning.Kept.Count);
            }

            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"removed={(isDryRun ? 0 : removed)} removable={removed} kept={kept} output={Path.GetFullPath(output)}"));
            return ExitCodes.Finished;
        }
        catch (Exception e) when (e is OutputLockedException or StoreException or IOException or UnauthorizedAccessException)
        {
            ConsoleText.Problems([e.Message]);
            return e is OutputLockedException ? ExitCodes.Refused : ExitCodes.CouldNotFinish;
        }
    }

    private static IEnumerable<string> Problems(string output, RunRetention retention, string[] named, IReadOnlyList<string> present)
    {
        if (retention is { Runs: null, Days: null })
        {
            yield return "Nothing says which runs stay. Add --keep-runs N, --keep-days D or both.";
        }

        if (retention.Runs < 1)
        {
            yield return $"--keep-runs is {retention.Runs}; expected at least 1.";
        }

        if (retention.Days is < 1 or > 36_500)
        {
            yield return $"--keep-days is {retention.Days}; expected 1 to 36500.";
        }

        if (!Directory.Exists(output))
        {
            yield return $"The output folder '{output}' does not exist (looked for '{Path.GetFullPath(output)}').";
            yield break;
        }

        if (present.Count == 0)
        {
            yield return $"There is no run in '{output}'. Expected an output folder that a run has written.";
        }

        foreach (string missing in present.Count == 0 ? [] : named.Except(present, StringComparer.Ordinal))
        {
            yield return $"There is no pipeline '{missing}' in '{output}'; it has {string.Join(", ", present.Select(p => $"'{p}'"))}.";
        }
    }
}
