using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Charts and the table of what was found.</summary>
internal static class FindingSlides
{
    private const int MaxLabels = 10, MaxFolders = 10, MaxSeries = 5, MaxDays = 62, LeastDays = 3, MaxRows = 12;

    public static IEnumerable<SlideCandidate> Charts(RunFacts facts)
    {
        int[] steps = [.. facts.FindingSteps];
        foreach (int step in steps.Where(s => steps.Length == 1 || facts.FoundBy(s).Count > 1))
        {
            yield return new SlideCandidate(Labels(facts, step), 2);
        }

        if (steps.Length > 0)
        {
            if (Folders(facts, steps[0]) is { } folders)
            {
                yield return new SlideCandidate(folders, 3);
            }

            if (Days(facts, steps[0]) is { } days)
            {
                yield return new SlideCandidate(days, 3);
            }

            yield return new SlideCandidate(Confidences(facts), 4);
        }
    }

    public static IEnumerable<SlideCandidate> Table(RunFacts facts)
    {
        (RunStep Step, LabelCount Label)[] all = [.. facts.FindingSteps.SelectMany(s => facts.FoundBy(s).Select(l => (facts.Reader.Steps[s], l)))];
        if (all.Length == 0)
        {
            yield break;
        }

        (RunStep Step, LabelCount Label)[] shown = [.. all.OrderByDescending(r => r.Label.Observations).Take(MaxRows)];
        yield return new SlideCandidate(
            new TableSlide
            {
                Title = all.Length > shown.Length ? $"The {shown.Length} most frequent labels of {all.Length}" : "Every label that was found",
                Table = new DeckTable(
                    [new("Step", 2.2), new("Label", 4), new("Pictures", 1.3, IsNumber: true), new("Findings", 1.3, IsNumber: true), new("Mean confidence", 1.8, IsNumber: true)],
                    [.. shown.Select(r => (IReadOnlyList<string>)[r.Step.Id, DeckText.Label(r.Label.Label), Format.Count(r.Label.Images), Format.Count(r.Label.Observations), Format.Confidence((double)r.Label.MeanConfidence)])]),
                Remark = all.Length > shown.Length ? $"All {all.Length} stand in csv/summary.csv." : "",
                Notes = [facts.RunNote, "Counted in observations.csv by step and label, of a classifier's answers the first alone; summary.csv counts all.", .. facts.FindingSteps.Select(facts.StepNote)],
            },
            2);
    }

    private static ChartSlide Labels(RunFacts facts, int step)
    {
        RunStep s = facts.Reader.Steps[step];
        IReadOnlyList<LabelCount> found = facts.FoundBy(step);
        LabelCount[] shown = [.. found.Take(MaxLabels)];
        long all = found.Sum(l => l.Observations), rest = all - shown.Sum(l => l.Observations);
        return new ChartSlide
        {
            Title = Headline(s.Id, found, all),
            Chart = new DeckChart(
                ChartKind.Bars, "label", "findings",
                [.. shown.Select(l => DeckText.Label(l.Label)), .. rest > 0 ? [$"{found.Count - shown.Length} other labels"] : Array.Empty<string>()],
                [new ChartSeries("findings", [.. shown.Select(l => (double)l.Observations), .. rest > 0 ? [rest] : Array.Empty<double>()])]),
            Notes = [facts.RunNote, $"Counted in observations.csv, rows with step {s.Id}, of a classifier's answers the first alone.", facts.StepNote(step)],
        };
    }

    private static string Headline(string step, IReadOnlyList<LabelCount> found, long all)
        => found.All(l => l.Kind == Sdk.ObservationKinds.Face)
            ? $"{step}: {Format.Count(found.Where(l => l.Label.Length > 0).Sum(l => l.Observations))} of {DeckText.Many(all, "face", "faces")} recognised"
            : $"{step}: {DeckText.Label(found[0].Label)} most often, {Format.Count(found[0].Observations)} of {DeckText.Many(all, "finding", "findings")}";

    private static ChartSlide? Folders(RunFacts facts, int step)
    {
        IReadOnlyList<GroupCount> counts = facts.Reader.GroupCounts(step, RunGrouping.Folder);
        IGrouping<string, GroupCount>[] folders = [.. counts.GroupBy(c => c.Group).OrderByDescending(g => g.Sum(c => c.Observations)).ThenBy(g => g.Key, StringComparer.Ordinal)];
        if (folders.Length < 2)
        {
            return null;
        }

        string[] shown = [.. folders.Take(MaxFolders).Select(g => g.Key)];
        string id = facts.Reader.Steps[step].Id;
        return new ChartSlide
        {
            Title = $"{id}: most findings in folder {FolderName(shown[0])}",
            Chart = new DeckChart(ChartKind.Bars, "folder", "findings", [.. shown.Select(FolderName)], Series(counts, shown)),
            Remark = folders.Length > shown.Length ? $"The {shown.Length} folders with most findings, of {folders.Length}." : "",
            Notes = [facts.RunNote, $"Counted in observations.csv, rows with step {id}, by the directory part of path and by label.", facts.StepNote(step)],
        };
    }

    private static ChartSlide? Days(RunFacts facts, int step)
    {
        IReadOnlyList<GroupCount> counts = facts.Reader.GroupCounts(step, RunGrouping.Day);
        bool months = counts.Select(c => c.Group).Distinct(StringComparer.Ordinal).Skip(MaxDays).Any();
        if (months)
        {
            counts = [.. counts.Select(c => c with { Group = c.Group[..7] })];
        }

        string[] shown = [.. counts.Select(c => c.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).TakeLast(MaxDays)];
        if (shown.Length < LeastDays)
        {
            return null;
        }

        string id = facts.Reader.Steps[step].Id, unit = months ? "month" : "day";
        return new ChartSlide
        {
            Title = $"{id}: findings by {unit} of capture, {shown[0]} to {shown[^1]}",
            Chart = new DeckChart(ChartKind.Lines, unit, "findings", shown, Series(counts, shown)),
            Remark = $"Only {unit}s with findings are shown; pictures without a capture time are left out.",
            Notes = [facts.RunNote, $"Counted in observations.csv, rows with step {id}, joined with images.csv by path, by the {unit} of taken_at and by label.", facts.StepNote(step)],
        };
    }

    private static ChartSlide Confidences(RunFacts facts)
    {
        IReadOnlyList<ConfidenceBin> bins = facts.Reader.ConfidenceBins();
        int[] steps = [.. facts.FindingSteps.Take(MaxSeries)];
        return new ChartSlide
        {
            Title = "How sure the models are",
            Chart = new DeckChart(
                ChartKind.Columns, "confidence", "findings",
                [.. Enumerable.Range(0, 10).Select(t => $"{Tenth(t)}–{Tenth(t + 1)}")],
                [.. steps.Select(s => new ChartSeries(facts.Reader.Steps[s].Id, [.. Enumerable.Range(0, 10).Select(t => (double)bins.Where(b => b.Step == s && b.Tenth == t).Sum(b => b.Observations))]))]),
            Remark = "A confidence is what a model says of its own answer; only a comparison with the truth says how often it is right.",
            Notes = [facts.RunNote, "Counted in observations.csv, column confidence, in tenths (a bound belongs to the tenth above it, 1 to the last).", .. steps.Select(facts.StepNote)],
        };
    }

    // The labels that are found most get a series each, the others one together.
    private static ChartSeries[] Series(IReadOnlyList<GroupCount> counts, string[] groups)
    {
        string[] labels = [.. counts.GroupBy(c => c.Label).OrderByDescending(g => g.Sum(c => c.Observations)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
        string[] own = labels.Length <= MaxSeries + 1 ? labels : labels[..MaxSeries];
        HashSet<string> named = new(own, StringComparer.Ordinal);
        ILookup<(string, string), long> sums = counts.ToLookup(c => (c.Group, named.Contains(c.Label) ? c.Label : "\0"), c => c.Observations);
        return
        [
            .. own.Select(l => new ChartSeries(DeckText.Label(l), [.. groups.Select(g => (double)sums[(g, l)].Sum())])),
            .. labels.Length > own.Length ? [new ChartSeries($"{labels.Length - own.Length} other labels", [.. groups.Select(g => (double)sums[(g, "\0")].Sum())])] : Array.Empty<ChartSeries>(),
        ];
    }

    private static string FolderName(string folder) => folder.Length > 0 ? folder : "(top folder)";

    private static string Tenth(int tenth) => (tenth / 10.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
