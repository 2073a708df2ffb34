using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Runs;

/// <summary>Notices conditions that ask for labels which no model of the step has, as one that is written with another capital.</summary>
internal static class LabelNotes
{
    private const int MostNamed = 20;

    // The option of a step that combines.
    private const string Renames = "labels";

    /// <summary>What a person should know of the conditions of a pipeline.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="models">Its models, verified.</param>
    public static IEnumerable<string> Of(Pipeline pipeline, IReadOnlyList<ResolvedModel> models)
    {
        foreach (StepDefinition step in pipeline.Steps.Where(s => s.On is not null && s.Where is not null))
        {
            if (Missing(pipeline, models, step.On!, step.Where!) is { } missing)
            {
                yield return $"Step '{step.Id}' may find nothing to look at: {missing}";
            }
        }

        foreach (AlertDefinition alert in pipeline.Alerts.Where(a => a.On is not null && a.Where is not null))
        {
            if (Missing(pipeline, models, alert.On!, alert.Where!) is { } missing)
            {
                yield return $"Alert '{alert.Id}' may find nothing to count: {missing}";
            }
        }
    }

    private static string? Missing(Pipeline pipeline, IReadOnlyList<ResolvedModel> models, string on, WhereExpression where)
    {
        StepDefinition[] found = [.. StepsOf(pipeline, on)];
        ResolvedModel[] asked = [.. found.SelectMany(s => s.Models.Values).Distinct(StringComparer.Ordinal).Select(name => models.First(m => m.Name == name))];
        string[] labels = [.. asked.SelectMany(m => m.Labels).Distinct(StringComparer.Ordinal)];
        // A plugin without a model says what it likes, and a step that combines may give labels other names.
        bool isKnown = found.All(s => s.Combine is null ? s.Models.Count > 0 : !s.Options.ContainsKey(Renames)) && asked.All(m => m.Labels.Count > 0);
        if (where.Labels is not { } wanted || !isKnown || wanted.Any(labels.Contains))
        {
            return null;
        }

        string rest = labels.Length > MostNamed ? $" and {labels.Length - MostNamed} more" : "";
        string meant = NearestName.Of(wanted[0], labels) is { } near ? $" Did you mean '{ShownText.Of(near, 100)}'?" : "";
        return $"its 'where' asks for {string.Join(", ", wanted.Take(MostNamed).Select(l => $"'{ShownText.Of(l, 100)}'"))}, and {string.Join(" and ", asked.Select(m => $"'{m.Name}'"))} knows {string.Join(", ", labels.Take(MostNamed).Select(l => ShownText.Of(l, 100)))}{rest}.{meant}";
    }

    // A step, and those that it combines.
    private static IEnumerable<StepDefinition> StepsOf(Pipeline pipeline, string id)
        => pipeline.Steps.Where(s => s.Id == id).SelectMany(s => s.Of.SelectMany(o => StepsOf(pipeline, o)).Prepend(s));
}
