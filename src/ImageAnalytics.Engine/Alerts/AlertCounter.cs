using System.Collections;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Alerts;

/// <summary>Counts what rules ask for in a run, all of them in one pass.</summary>
internal static class AlertCounter
{
    /// <summary>The counts, in the order of the rules; null for a rule about a step that the run does not have.</summary>
    /// <param name="run">The run.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="nights">The folders of the runs before, the newest first: what none of them had is news.</param>
    public static AlertTally?[] Count(RunReader run, IReadOnlyList<AlertDefinition> rules, IReadOnlyList<string> nights)
    {
        BitArray news = rules.Any(r => r.OnlyNew) ? run.NewsSince(nights) : new BitArray(0);
        AlertTally?[] counts = [.. rules.Select(r => r.On is null ? OfImages(run, r, news) : run.Steps.Any(s => s.Id == r.On) ? new AlertTally() : null)];
        int[] ofSteps = [.. Enumerable.Range(0, rules.Count).Where(i => rules[i].On is not null && counts[i] is not null)];
        if (ofSteps.Length == 0)
        {
            return counts;
        }

        foreach ((RunImage image, RunObservation found) in run.ObservationsWithImages())
        {
            foreach (int i in ofSteps.Where(i => Counts(rules[i], run, image, found, news)))
            {
                counts[i]!.Add(image.Ordinal, image.Path, once: rules[i].Count != AlertCount.Observations);
            }
        }

        return counts;
    }

    private static AlertTally OfImages(RunReader run, AlertDefinition rule, BitArray news)
    {
        AlertTally tally = new();
        bool failures = rule.Count == AlertCount.Failures;
        long count = (failures, rule.OnlyNew) switch
        {
            (true, false) => run.Counts.Failed + run.Counts.Partial,
            (true, true) => run.Failures().LongCount(i => news[(int)i.Ordinal]),
            (false, false) => run.Counts.Images,
            (false, true) => news.Cast<bool>().LongCount(n => n),
        };
        IEnumerable<RunImage> named = failures ? run.Failures() : rule.OnlyNew && count > 0 ? run.Images() : []; // All images are no news.
        foreach (RunImage image in named.Where(i => !rule.OnlyNew || news[(int)i.Ordinal]).Take((int)Math.Min(count, AlertOutcome.MostImages)))
        {
            tally.Add(image.Ordinal, image.Path, once: true);
        }

        tally.Add(count - tally.Count);
        return tally;
    }

    private static bool Counts(AlertDefinition rule, RunReader run, RunImage image, RunObservation found, BitArray news)
        => run.Steps[found.Step].Id == rule.On
            && (!rule.OnlyNew || news[(int)image.Ordinal])
            && (rule.Where?.Matches(found.Stored.Value, image.Width ?? 0, image.Height ?? 0) ?? true);
}
