using System.Globalization;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Alerts;

/// <summary>Checks a pipeline's alerts against a finished run and the one before it.</summary>
public static class AlertEvaluator
{
    /// <summary>How many runs are looked through for what is new: a folder that was not there for as many nights brings no news when it is back.</summary>
    public const int Nights = 7;

    /// <summary>Checks every rule.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where the run's folder will be, absolute.</param>
    /// <param name="nights">The folders of the runs before, the newest first and one more than <see cref="Nights"/>, see <see cref="RunFolder.Nights"/>.</param>
    /// <param name="isRetry">Whether it is of images that were there: that few of them are new is then no news.</param>
    /// <returns>What came of each.</returns>
    /// <exception cref="StoreException">The run cannot be read.</exception>
    public static AlertsFile Evaluate(IReadOnlyList<AlertDefinition> rules, RunReader run, string folder, IReadOnlyList<string> nights, bool isRetry = false)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(nights);
        AlertTally?[] counts = AlertCounter.Count(run, rules, [.. nights.Take(Nights)]);
        (string? lastRun, long?[] last) = LastOf(rules, nights);
        return new AlertsFile
        {
            Pipeline = run.Pipeline,
            Run = run.RunId,
            LastRun = lastRun,
            Folder = folder,
            Alerts = [.. rules.Select((r, i) => Outcome(r, counts[i] ?? new AlertTally(), last[i], mayBeFew: isRetry && r.OnlyNew))],
        };
    }

    // A run that tried failures again has few new images: for those the one before it counts.
    private static (string? Run, long?[] Counts) LastOf(IReadOnlyList<AlertDefinition> rules, IReadOnlyList<string> nights)
    {
        (string? run, long?[] counts) = Last(rules, nights);
        if (nights.Count == 0 || !rules.Any(r => r.OnlyNew) || !RunFolder.IsRetry(nights[0]))
        {
            return (run, counts);
        }

        long?[] before = Last(rules, [.. nights.SkipWhile(RunFolder.IsRetry)]).Counts;
        return (run, [.. counts.Select((c, i) => rules[i].OnlyNew ? before[i] : c)]);
    }

    // What the last run counted for the same rule is known; a new rule is counted in it now.
    private static (string? Run, long?[] Counts) Last(IReadOnlyList<AlertDefinition> rules, IReadOnlyList<string> nights)
    {
        if (nights.Count == 0)
        {
            return (null, new long?[rules.Count]);
        }

        string folder = nights[0];
        AlertsFile? known = AlertsFile.TryRead(folder);
        long?[] counts = [.. rules.Select(r => known?.Alerts.FirstOrDefault(a => a.Counted == r.Counted)?.Count)];
        try
        {
            using RunReader last = RunReader.Open(folder);
            if (counts.Contains(null))
            {
                AlertTally?[] counted = AlertCounter.Count(last, rules, [.. nights.Skip(1)]);
                counts = [.. counts.Select((c, i) => c ?? counted[i]?.Count)];
            }

            return (last.RunId, counts);
        }
        catch (StoreException)
        {
            return (known?.Run, counts); // The last run was removed or is damaged: this one can be judged without it.
        }
    }

    private static AlertOutcome Outcome(AlertDefinition rule, AlertTally tally, long? last, bool mayBeFew)
    {
        List<string> reasons = [];
        long count = tally.Count;
        if (count > rule.Above)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"above {rule.Above}"));
        }

        if (count < rule.Below && !mayBeFew)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"below {rule.Below}"));
        }

        if (!mayBeFew && rule.Change is { } share && last is { } before && Math.Abs(count - before) > share * before)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"changed by more than {share * 100:0.##} % of the last run's {before}"));
        }

        string lastText = last is null ? "no last run" : string.Create(CultureInfo.InvariantCulture, $"last run {last}");
        return new AlertOutcome
        {
            Id = rule.Id,
            Fired = reasons.Count > 0,
            On = rule.On,
            Counted = rule.Counted,
            Count = count,
            Last = last,
            Above = rule.Above,
            Below = rule.Below,
            Change = rule.Change,
            Images = reasons.Count > 0 && tally.Images.Count > 0 ? tally.Images : null,
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{rule.Id}: {count} {rule.Counted} ({(reasons.Count > 0 ? string.Join("; ", reasons) : "as expected")}; {lastText})"),
        };
    }
}
