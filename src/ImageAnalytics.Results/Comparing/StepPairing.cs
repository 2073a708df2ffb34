namespace ImageAnalytics.Results.Comparing;

/// <summary>Decides which steps of two runs are compared.</summary>
internal static class StepPairing
{
    /// <summary>The pairs that are named, or all steps of the same id.</summary>
    public static IEnumerable<ComparedSteps> Of(RunReader before, RunReader after, IReadOnlyList<StepPair> named)
    {
        IReadOnlyList<StepPair> pairs = named.Count > 0
            ? named
            : [.. after.StepOrder.Select(s => after.Steps[s].Id).Where(id => before.Steps.Any(s => s.Id == id)).Select(id => new StepPair(id, id))];
        if (pairs.Count == 0)
        {
            throw new StoreException(
                $"The runs '{before.RunId}' and '{after.RunId}' have no step of the same id: the first has {Ids(before)}, the second {Ids(after)}. "
                + "Say which to compare by --steps FIRST=SECOND.");
        }

        foreach (StepPair pair in pairs)
        {
            int b = Find(before, pair.Before), a = Find(after, pair.After);
            yield return new ComparedSteps(pair, b, before.Steps[b], a, after.Steps[a], before.LeavesOut || after.LeavesOut);
        }
    }

    private static int Find(RunReader run, string id)
    {
        int found = run.Steps.ToList().FindIndex(s => s.Id == id);
        return found >= 0 ? found : throw new StoreException($"The run '{run.RunId}' has no step '{id}'; it has {Ids(run)}.");
    }

    private static string Ids(RunReader run) => string.Join(", ", run.StepOrder.Select(s => $"'{run.Steps[s].Id}'"));
}
