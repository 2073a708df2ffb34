namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Puts steps into an order in which each finds what it reads, and finds cycles.</summary>
internal static class StepGraph
{
    /// <summary>The steps, each after all that it reads, otherwise in file order; steps of cycles are left out.</summary>
    public static IReadOnlyList<StepDefinition> Order(IReadOnlyList<StepDefinition> steps)
    {
        HashSet<string> known = [.. steps.Select(s => s.Id)];
        HashSet<string> done = new(StringComparer.Ordinal);
        List<StepDefinition> waiting = [.. steps], ordered = new(steps.Count);
        int before;
        do
        {
            before = ordered.Count;
            foreach (StepDefinition step in waiting.Where(s => s.Reads.All(r => done.Contains(r) || !known.Contains(r))).ToList())
            {
                ordered.Add(step);
                done.Add(step.Id);
                waiting.Remove(step);
            }
        }
        while (ordered.Count > before);

        return ordered;
    }

    /// <summary>One cycle for each group of steps that wait for one another, such as <c>a, b, a</c>; a step that reads itself is no cycle here.</summary>
    public static IEnumerable<IReadOnlyList<StepDefinition>> Cycles(IReadOnlyList<StepDefinition> steps)
    {
        Dictionary<string, StepDefinition> byId = steps.ToDictionary(s => s.Id, StringComparer.Ordinal);
        HashSet<string> free = [.. Order(steps).Select(s => s.Id)];
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach (StepDefinition start in steps.Where(s => !free.Contains(s.Id)))
        {
            List<StepDefinition> path = [start];
            Dictionary<string, int> places = new(StringComparer.Ordinal) { [start.Id] = 0 };
            while (!told.Contains(path[^1].Id))
            {
                // Each step left reads at least one that is left too, or itself; following one leads into a cycle.
                string? next = path[^1].Reads.FirstOrDefault(r => r != path[^1].Id && byId.ContainsKey(r) && !free.Contains(r));
                if (next is null)
                {
                    break;
                }

                if (places.TryGetValue(next, out int place))
                {
                    yield return [.. path[place..], byId[next]];
                    break;
                }

                places[next] = path.Count;
                path.Add(byId[next]);
            }

            told.UnionWith(path.Select(s => s.Id));
        }
    }
}
