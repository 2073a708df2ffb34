namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Checks what steps say of one another: unique ids, references that lead somewhere, no cycles.</summary>
internal static class StepLinks
{
    /// <summary>Reports what is wrong.</summary>
    public static void Check(IReadOnlyList<StepDefinition> steps, ProblemList problems)
    {
        Dictionary<string, StepDefinition> byId = new(StringComparer.Ordinal);
        foreach (StepDefinition step in steps)
        {
            if (step.Id.Length > 0 && !byId.TryAdd(step.Id, step))
            {
                problems.Add(step.PositionOf("id"), $"Two steps have the id '{ShownText.Of(step.Id)}'; the first is in line {byId[step.Id].PositionOf("id").Line}. Rename one.");
            }
        }

        foreach (StepDefinition step in steps)
        {
            if (step.On is not null)
            {
                CheckReference(step, "on", step.On, step.PositionOf("on"), byId, problems);
            }

            foreach (string id in step.Of)
            {
                CheckReference(step, "of", id, step.PositionOf($"of/{id}"), byId, problems);
            }
        }

        foreach (IReadOnlyList<StepDefinition> cycle in StepGraph.Cycles([.. byId.Values]))
        {
            string path = string.Join(" → ", cycle.Select(s => $"'{ShownText.Of(s.Id)}'"));
            problems.Add(cycle[0].PositionOf(cycle[0].On is null ? "of" : "on"), $"The steps {path} wait for one another, so none can start. Remove one of the references.");
        }
    }

    private static void CheckReference(
        StepDefinition step, string key, string id, SourcePosition place, Dictionary<string, StepDefinition> byId, ProblemList problems)
    {
        if (id == step.Id)
        {
            problems.Add(place, $"The step '{ShownText.Of(id)}' names itself in '{key}'.", "the id of another step");
        }
        else if (!byId.ContainsKey(id))
        {
            string[] others = [.. byId.Keys.Where(k => k != step.Id).Take(30).Select(k => ShownText.Of(k))];
            problems.Add(
                place,
                $"'{key}' names the step '{ShownText.Of(id)}', which does not exist.",
                others.Length > 0 ? "one of: " + string.Join(", ", others) : null,
                NearestName.Of(id, byId.Keys.Where(k => k != step.Id)));
        }
    }
}
