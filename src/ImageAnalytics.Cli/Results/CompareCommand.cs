using System.CommandLine;
using System.Globalization;
using ImageAnalytics.Cli.Reports;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Reporting;
using ImageAnalytics.Reporting.Comparisons;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Cli.Results;

/// <summary><c>compare RUN [RUN]</c>: says what differs between two runs.</summary>
internal static class CompareCommand
{
    private const int ShownLabels = 12;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string[]> runs = new("run")
        {
            Description = "Two runs, the earlier first: a run's folder, a pipeline's folder or an output folder (its latest run). One alone is compared with the run before it.",
            Arity = new ArgumentArity(1, 2),
        };
        Option<string[]> steps = new("--steps")
        {
            Description = "Which step of the first run is compared with which of the second, as objects=more-objects; those of the same id when not given.",
            HelpName = "STEP=STEP",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<double> overlap = new("--overlap") { Description = "From which IoU on two boxes are the same thing.", DefaultValueFactory = _ => 0.5, CustomParser = NumberOption.Parse };
        Option<double> confidence = new("--confidence") { Description = "By how much the confidence of the same thing must differ to be told.", DefaultValueFactory = _ => 0.1, CustomParser = NumberOption.Parse };
        Option<string?> output = new("--output") { Description = $"Receives {ReportWriter.PageName}, with the changed pictures side by side, {ComparisonWriter.CsvName}, with every difference, and {ComparisonWriter.JsonName}.", HelpName = "DIR" };
        Option<bool> json = new("--json") { Description = "Print the figures as one JSON object." };
        Command command = new("compare", """
            Say what differs between two runs: images that came, went, moved or changed, and what was found in those that both have.
            Two models on one folder are compared so, too, with a table of how they agree. With --output a page shows it, the pictures side by side.

            Examples:
              imageanalytics compare output/yard-watch
              imageanalytics compare output/yard-watch/runs/20261127-020000 output/yard-watch --output changes
              imageanalytics compare output/both output/both --steps objects=more-objects
            """) { runs, steps, overlap, confidence, output, json };
        overlap.Validators.Add(r => Expect(r.GetValue(overlap) is > 0 and <= 1, "--overlap", "a number above 0, at most 1", r.AddError));
        confidence.Validators.Add(r => Expect(r.GetValue(confidence) is >= 0 and <= 1, "--confidence", "a number from 0 to 1", r.AddError));
        steps.Validators.Add(r => Expect(r.Tokens.All(t => t.Value.Split('=') is [{ Length: > 0 }, { Length: > 0 }]), "--steps", "STEP=STEP", r.AddError));
        command.SetAction(parsed => Compare(
            parsed.GetRequiredValue(runs),
            new ComparisonOptions
            {
                Steps = [.. (parsed.GetValue(steps) ?? []).Select(s => s.Split('=')).Select(s => new StepPair(s[0], s[1]))],
                Overlap = parsed.GetValue(overlap),
                Confidence = parsed.GetValue(confidence),
            },
            parsed.GetValue(output), parsed.GetValue(json)));
        return command;
    }

    private static int Compare(string[] runs, ComparisonOptions options, string? output, bool json)
    {
        try
        {
            string later = RunFolder.Resolve(runs[^1]);
            string earlier = runs.Length == 2 ? RunFolder.Resolve(runs[0]) : RunFolder.Before(later)
                ?? throw new StoreException($"The run '{later}' is the first of its pipeline: there is none before it to compare with. Name two runs.");
            using RunReader before = RunReader.Open(earlier), after = RunReader.Open(later);
            (RunComparison comparison, string? page) = output is null ? (RunComparer.Compare(before, after, options), null) : Write(before, after, options, output);
            if (json)
            {
                Console.Out.WriteLine(ComparisonWriter.Json(comparison));
            }
            else
            {
                Tell(comparison);
                if (page is not null)
                {
                    Console.Out.WriteLine();
                    Console.Out.WriteLine(ConsoleText.Clean($"page    {page}"));
                }
            }

            return ExitCodes.Finished;
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            ConsoleText.Problems([e.Message]);
            return ExitCodes.Refused;
        }
    }

    private static (RunComparison Comparison, string? Page) Write(RunReader before, RunReader after, ComparisonOptions options, string output)
    {
        NativeOutput.Silence();
        using ComparisonPageWriter page = new(output);
        using ComparisonWriter writer = new(output, after.RawCsv);
        RunComparison comparison = RunComparer.Compare(before, after, options, difference =>
        {
            writer.Add(difference);
            page.Add(difference);
        });
        writer.Finish(comparison);
        return (comparison, new ComparisonReport(before, after).Finish(page, comparison, options));
    }

    private static void Tell(RunComparison comparison)
    {
        Console.Out.WriteLine(Side("before", comparison.Before));
        Console.Out.WriteLine(Side("after", comparison.After));
        Console.Out.WriteLine(Text(
            $"images  {comparison.Common:N0} in both; {string.Join(", ", comparison.Images.Select(i => Text($"{i.Value:N0} {Word(i.Key)}")))}; {comparison.FailedNow:N0} failed now, {comparison.FailedBefore:N0} no longer"));
        foreach (StepComparison step in comparison.Steps)
        {
            Tell(step);
        }
    }

    private static void Tell(StepComparison step)
    {
        string name = step.Steps.Before == step.Steps.After ? step.Steps.After : $"{step.Steps.Before} -> {step.Steps.After}";
        string models = step.ModelBefore == step.ModelAfter ? step.ModelAfter : $"{step.ModelBefore} -> {step.ModelAfter}";
        string agree = step.AgreementShare is { } share ? Text($"; they agree on {share * 100:0.0} % of the things") : "";
        Console.Out.WriteLine();
        Console.Out.WriteLine(ConsoleText.Clean(Text(
            $"{name} ({models}): {step.Appeared:N0} appeared, {step.Gone:N0} gone, {step.Relabelled:N0} relabelled, {step.Confidence:N0} with another confidence{agree}")));
        LabelChange[] changed = [.. step.Labels.Where(l => l.Difference != 0)];
        if (changed.Length > 0)
        {
            TextTable labels = new("label", "kind", "before", "after", "difference");
            foreach (LabelChange label in changed.Take(ShownLabels))
            {
                labels.Add(label.Label.Length == 0 ? "(none)" : label.Label, label.Kind, Text($"{label.Before:N0}"), Text($"{label.After:N0}"), Text($"{label.Difference:+#,0;-#,0;0}"));
            }

            labels.WriteTo(Console.Out);
            More(changed.Length, "labels");
        }

        AgreementCell[] unlike = [.. step.Agreement.Where(c => c.Before != c.After)];
        if (unlike.Length > 0)
        {
            TextTable cells = new("before", "after", "things");
            foreach (AgreementCell cell in unlike.Take(ShownLabels))
            {
                cells.Add(cell.Before ?? "(not found)", cell.After ?? "(not found)", Text($"{cell.Count:N0}"));
            }

            cells.WriteTo(Console.Out);
            More(unlike.Length, "pairs");
        }
    }

    private static void More(int all, string what)
    {
        if (all > ShownLabels)
        {
            Console.Out.WriteLine(Text($"… and {all - ShownLabels:N0} more {what}; --json has all."));
        }
    }

    private static string Side(string name, RunSide side)
        => ConsoleText.Clean(Text($"{name,-7} {side.Pipeline} {side.RunId}: {side.Counts.Images:N0} images, {side.Counts.Failed:N0} failed, {side.Counts.Observations:N0} observations"));

    private static string Word(ImageChange change) => change switch
    {
        ImageChange.Content => "with other content",
        ImageChange.Status => "with another status",
        ImageChange.Findings => "with other findings",
        _ => change.ToString().ToLowerInvariant(),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Expect(bool holds, string option, string expected, Action<string> tell)
    {
        if (!holds)
        {
            tell($"{option}: expected {expected}.");
        }
    }
}
