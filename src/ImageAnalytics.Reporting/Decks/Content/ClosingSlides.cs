using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>How the results were made, with which models and under which licences.</summary>
internal static class ClosingSlides
{
    private const int MaxRows = 12;

    public static SlideCandidate Method(RunFacts facts)
    {
        RunReader reader = facts.Reader;
        int[] shown = [.. reader.StepOrder.Take(MaxRows)];
        return new SlideCandidate(
            new TableSlide
            {
                Title = $"How: {DeckText.Many(reader.Steps.Count, "step", "steps")} of the pipeline {reader.Pipeline}",
                Table = new DeckTable(
                    [new("Step", 2), new("Plugin", 3), new("Model", 4), new("Works on", 2.2), new("Findings", 1.2, IsNumber: true)],
                    [.. shown.Select(s => Row(facts, s))]),
                Remark = reader.Steps.Count > shown.Length ? $"The first {shown.Length} steps; all stand in run.json." : "",
                Notes = [facts.RunNote, "Findings: counted in summary.csv by step. The pipeline file, the machine and the program stand whole in run.json.", .. shown.Select(facts.StepNote)],
            },
            1);
    }

    public static IEnumerable<SlideCandidate> Models(RunFacts facts, DeckOptions options)
    {
        if (facts.Models.Count == 0)
        {
            yield break;
        }

        string[] forbidden = [.. facts.Models.Select(m => m.Name).Where(options.NonCommercialModels.Contains)];
        RunModel[] shown = [.. facts.Models.OrderBy(m => !options.NonCommercialModels.Contains(m.Name)).Take(MaxRows)];
        yield return new SlideCandidate(
            new TableSlide
            {
                Title = forbidden.Length == 0 ? "Models and their licences" : $"Not for commercial use: {string.Join(", ", forbidden)}",
                Table = new DeckTable(
                    [new("Model", 3), new("Version", 1.2), new("Task", 2), new("Licence", 3), new("SHA-256", 1.8)],
                    [.. shown.Select(m => (IReadOnlyList<string>)[m.Name, m.Version, m.Task, m.Licence, m.Prefix])]),
                Remark = forbidden.Length > 0 ? "The licence of these models forbids commercial use of what they find."
                    : facts.Models.Count > shown.Length ? $"{shown.Length} of {facts.Models.Count} models; all stand in run.json." : "",
                Notes =
                [
                    facts.RunNote,
                    "Names, versions and licences are those of the model cards as run.json holds them; SHA-256 is the start of the hash of the model's files. It is an aid, not legal advice.",
                    .. shown.Select(m => $"{m.Name} {m.Version}: sha256 {m.Sha256}; licence {m.Licence}; source {m.Source}."),
                ],
            },
            1);
    }

    private static IReadOnlyList<string> Row(RunFacts facts, int step)
    {
        RunStep s = facts.Reader.Steps[step];
        return
        [
            s.Id, $"{s.Plugin} {facts.PluginVersion(s.Plugin)}".Trim(), s.Model.Length > 0 ? s.Model : "–",
            s.Parent is { } parent ? $"findings of {facts.Reader.Steps[parent].Id}" : "whole pictures",
            Format.Count(facts.Labels.Where(l => l.Step == step).Sum(l => l.Observations)),
        ];
    }
}
