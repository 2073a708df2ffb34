using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Alerts;

/// <summary>Counts what rules ask for in a run, all of them in one pass.</summary>
internal static class AlertCounter
{
    /// <summary>The counts, in the order of the rules; null for a rule about a step that the run does not have.</summary>
    public static long?[] Count(RunReader run, IReadOnlyList<AlertDefinition> rules)
    {
        long?[] counts = [.. rules.Select(r => r.On is null ? OfImages(run, r) : run.Steps.Any(s => s.Id == r.On) ? 0L : (long?)null)];
        int[] ofSteps = [.. Enumerable.Range(0, rules.Count).Where(i => rules[i].On is not null && counts[i] is not null)];
        if (ofSteps.Length == 0)
        {
            return counts;
        }

        long[] lastImage = [.. rules.Select(_ => -1L)];
        foreach ((RunImage image, RunObservation found) in run.ObservationsWithImages())
        {
            foreach (int i in ofSteps.Where(i => Counts(rules[i], run, image, found)))
            {
                if (rules[i].Count == AlertCount.Observations || lastImage[i] != image.Ordinal)
                {
                    counts[i]++;
                }

                lastImage[i] = image.Ordinal;
            }
        }

        return counts;
    }

    private static long OfImages(RunReader run, AlertDefinition rule) => (rule.Count, rule.OnlyNew) switch
    {
        (AlertCount.Failures, false) => run.Counts.Failed + run.Counts.Partial,
        (AlertCount.Failures, true) => run.Failures().LongCount(i => i.IsNew),
        (_, false) => run.Counts.Images,
        (_, true) => run.Counts.New,
    };

    private static bool Counts(AlertDefinition rule, RunReader run, RunImage image, RunObservation found)
        => run.Steps[found.Step].Id == rule.On
            && (!rule.OnlyNew || image.IsNew)
            && (rule.Where?.Matches(found.Stored.Value, image.Width ?? 0, image.Height ?? 0) ?? true);
}
