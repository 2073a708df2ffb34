using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>The title and the key figures.</summary>
internal static class OpeningSlides
{
    private const int MaxInputs = 2, MaxStatements = 5, MaxAlerts = 3;

    public static SlideCandidate Title(RunFacts facts, DeckOptions options) => new(
        new TitleSlide
        {
            Title = options.Title,
            Problem = options.Problem,
            Facts =
            [
                $"{DeckText.Many(facts.Counts.Images, "picture", "pictures")} · {facts.Finished}",
                string.Join(", ", facts.Inputs.Take(MaxInputs)) + (facts.Inputs.Count > MaxInputs ? $" and {facts.Inputs.Count - MaxInputs} more" : ""),
            ],
            Notes = [facts.RunNote, $"Pictures were read from: {string.Join(", ", facts.Inputs)}.", "The title and the question are those of the pipeline file, which stands whole in run.json."],
        },
        0);

    public static SlideCandidate Figures(RunFacts facts, ReportAlerts alerts)
    {
        RunCounts counts = facts.Counts;
        int labels = facts.Labels.Select(l => l.Label).Distinct(StringComparer.Ordinal).Count();
        List<KeyFigure> figures =
        [
            new(Format.Count(counts.Images), counts.Images == 1 ? "picture" : "pictures"),
            new(Format.Count(facts.Found), facts.Found == 1 ? "finding" : "findings"),
            new(Format.Count(labels), labels == 1 ? "label" : "labels"),
            new(Format.Count(counts.Ok), "fully analysed"),
        ];
        if (facts.Made > 0)
        {
            figures.Insert(2, new KeyFigure(Format.Count(facts.Made), facts.Made == 1 ? "picture made" : "pictures made"));
        }

        if (counts.Partial > 0)
        {
            figures.Add(new KeyFigure(Format.Count(counts.Partial), "in part", IsBad: true));
        }

        figures.Add(new KeyFigure(Format.Count(counts.Failed), "failed", counts.Failed > 0));
        return new SlideCandidate(
            new FiguresSlide
            {
                Title = Headline(facts, alerts.Fired.Count()),
                Figures = figures,
                Statements = [.. NotListed(facts), .. Alarms(alerts), .. Statements(facts, Math.Max(1, MaxStatements - alerts.Fired.Count() - NotListed(facts).Count()))],
                Notes =
                [
                    facts.RunNote,
                    "Pictures and their status: counted in images.csv (column status: ok, partial, failed). Findings and labels: counted in observations.csv; of a classifier's answers the first alone, pictures that steps made apart.",
                    .. facts.NotListed,
                    .. alerts.All.Count > 0 ? ["Alerts: the rules of the pipeline file, counted in alerts.json of the run's folder."] : (string[])[],
                    .. facts.Reader.StepOrder.Select(facts.StepNote),
                ],
            },
            0);
    }

    private static string Headline(RunFacts facts, int alerts)
    {
        string said = Headline(facts) + (facts.NotListed.Count > 0 ? ", and not everything was looked at" : "");
        return alerts == 0 ? said : $"{DeckText.Many(alerts, "alert", "alerts")} fired: {char.ToLowerInvariant(said[0])}{said[1..]}";
    }

    private static IEnumerable<string> NotListed(RunFacts facts)
        => facts.NotListed.Count == 0 ? [] : [$"{DeckText.Many(facts.NotListed.Count, "folder", "folders")} could not be listed; what lies there is in no number here: {DeckText.Label(facts.NotListed[0])}"];

    private static IEnumerable<string> Alarms(ReportAlerts alerts)
    {
        ReportAlert[] fired = [.. alerts.Fired];
        foreach (ReportAlert alert in fired.Length > MaxAlerts ? fired[..(MaxAlerts - 1)] : fired)
        {
            string limits = string.Join(", or ", alert.Limits().Where(l => l.Applies).Select(l => l.Text));
            yield return $"Alert {alert.Id}: {Format.Count(alert.Count)} {alert.Counted}; it fires at {limits}{(alert.Last is { } last ? $", the last run had {Format.Count(last)}" : "")}.";
        }

        if (fired.Length > MaxAlerts)
        {
            yield return $"{Format.Count(fired.Length - MaxAlerts + 1)} more alerts fired; the report and alerts.json name them.";
        }
    }

    private static string Headline(RunFacts facts) => (facts.Counts, facts.Found) switch
    {
        ({ Images: 0 }, _) => "There was no picture to look at",
        ({ } counts, 0) when counts.Failed == counts.Images => "No picture could be analysed",
        (_, 0) when facts.Made > 0 => $"{DeckText.Many(facts.Made, "picture", "pictures")} made of {Format.Count(facts.Counts.Images)}",
        (_, 0) => "Nothing was found",
        _ => $"{DeckText.Many(facts.Found, "finding", "findings")} in {DeckText.Many(facts.Counts.Images, "picture", "pictures")}",
    };

    private static List<string> Statements(RunFacts facts, int most)
    {
        List<string> statements = [];
        foreach (int step in facts.FindingSteps.Take(most))
        {
            IReadOnlyList<LabelCount> found = facts.FoundBy(step);
            long all = found.Sum(l => l.Observations);
            statements.Add(found.All(l => l.Kind == Sdk.ObservationKinds.Face)
                ? $"{facts.Reader.Steps[step].Id}: {DeckText.Many(all, "face", "faces")}, of which {Format.Count(found.Where(l => l.Label.Length > 0).Sum(l => l.Observations))} recognised."
                : found.Count == 1
                ? $"{facts.Reader.Steps[step].Id}: {DeckText.Label(found[0].Label)}, {Format.Count(all)} times in {DeckText.Many(found[0].Images, "picture", "pictures")}."
                : $"{facts.Reader.Steps[step].Id}: {DeckText.Many(all, "finding", "findings")} of {found.Count} labels; most often {DeckText.Label(found[0].Label)} ({Format.Count(found[0].Observations)}).");
        }

        if (facts.Counts.Failed + facts.Counts.Partial > 0)
        {
            statements.Add($"{DeckText.Many(facts.Counts.Failed + facts.Counts.Partial, "picture", "pictures")} failed wholly or in part.");
        }

        return statements;
    }
}
