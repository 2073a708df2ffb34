using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>The title and the key figures.</summary>
internal static class OpeningSlides
{
    private const int MaxInputs = 2, MaxStatements = 5;

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

    public static SlideCandidate Figures(RunFacts facts)
    {
        RunCounts counts = facts.Counts;
        List<KeyFigure> figures =
        [
            new(Format.Count(counts.Images), counts.Images == 1 ? "picture" : "pictures"),
            new(Format.Count(counts.Observations), counts.Observations == 1 ? "finding" : "findings"),
            new(Format.Count(facts.Labels.Select(l => l.Label).Distinct(StringComparer.Ordinal).Count()), "labels"),
            new(Format.Count(counts.Ok), "fully analysed"),
        ];
        if (counts.Partial > 0)
        {
            figures.Add(new KeyFigure(Format.Count(counts.Partial), "in part", IsBad: true));
        }

        figures.Add(new KeyFigure(Format.Count(counts.Failed), "failed", counts.Failed > 0));
        return new SlideCandidate(
            new FiguresSlide
            {
                Title = Headline(counts),
                Figures = figures,
                Statements = Statements(facts),
                Notes =
                [
                    facts.RunNote,
                    "Pictures and their status: counted in images.csv (column status: ok, partial, failed). Findings and labels: counted in observations.csv and summary.csv.",
                    .. facts.Reader.StepOrder.Select(facts.StepNote),
                ],
            },
            0);
    }

    private static string Headline(RunCounts counts) => counts switch
    {
        { Images: 0 } => "There was no picture to look at",
        { Observations: 0 } when counts.Failed == counts.Images => "No picture could be analysed",
        { Observations: 0 } => "Nothing was found",
        _ => $"{DeckText.Many(counts.Observations, "finding", "findings")} in {DeckText.Many(counts.Images, "picture", "pictures")}",
    };

    private static List<string> Statements(RunFacts facts)
    {
        List<string> statements = [];
        foreach (int step in facts.FindingSteps.Take(MaxStatements))
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
