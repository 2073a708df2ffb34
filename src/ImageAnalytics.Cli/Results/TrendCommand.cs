using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Results;

/// <summary><c>trend RUN</c>: shows how figures changed from run to run.</summary>
internal static class TrendCommand
{
    private const int ShownLabels = 8;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "A run's folder, a pipeline's folder or an output folder (the pipeline of its latest run)." };
        Option<int> last = new("--last") { Description = "At most so many runs, the latest.", DefaultValueFactory = _ => 30 };
        Option<string?> step = new("--step") { Description = "The labels of this step alone.", HelpName = "ID" };
        Option<bool> json = new("--json") { Description = "Print every figure of every run as one JSON array." };
        last.Validators.Add(r =>
        {
            if (r.GetValue(last) < 1)
            {
                r.AddError("--last: expected a whole number of at least 1.");
            }
        });
        Command command = new("trend", """
            Show how a pipeline's figures changed from run to run: images, failures and the most frequent labels.

            Example: imageanalytics trend output/yard-watch --last 14
            """) { run, last, step, json };
        command.SetAction(parsed => Show(parsed.GetRequiredValue(run), parsed.GetValue(last), parsed.GetValue(step), parsed.GetValue(json)));
        return command;
    }

    private static int Show(string run, int last, string? step, bool json)
    {
        try
        {
            RunRecord[] runs = [.. RunHistory.Read(RunFolder.Resolve(run), last).Select(r => r with { Labels = [.. r.Labels.Where(l => step is null || l.Step == step)] })];
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(runs, JsonSerializerOptions.Web));
            }
            else
            {
                Table(runs).WriteTo(Console.Out);
            }

            return ExitCodes.Finished;
        }
        catch (StoreException e)
        {
            ConsoleText.Problems([e.Message]);
            return ExitCodes.Refused;
        }
    }

    private static TextTable Table(RunRecord[] runs)
    {
        (string Step, string Kind, string Label)[] labels =
        [
            .. runs.SelectMany(r => r.Labels).Where(l => l.First > 0).GroupBy(l => (l.Step, l.Kind, l.Label)).OrderByDescending(g => g.Sum(l => l.First))
                .ThenBy(g => g.Key.Step, StringComparer.Ordinal).ThenBy(g => g.Key.Label, StringComparer.Ordinal).Take(ShownLabels).Select(g => g.Key),
        ];
        TextTable table = new(["run", "finished", "images", "new", "failed", .. labels.Select(l => ConsoleText.Clean($"{l.Step}: {(l.Label.Length == 0 ? "(none)" : l.Label)}"))]);
        foreach (RunRecord r in runs)
        {
            table.Add(
            [
                r.RunId, r.Finished.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Text(r.Counts.Images), Text(r.Counts.New), Text(r.Counts.Failed),
                .. labels.Select(l => Text(r.Labels.FirstOrDefault(x => (x.Step, x.Kind, x.Label) == l)?.First ?? 0)),
            ]);
        }

        return table;
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
