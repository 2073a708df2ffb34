namespace ImageAnalytics.Results.Comparing;

/// <summary>Two steps while they are compared: counts what differs.</summary>
internal sealed class ComparedSteps(StepPair pair, int before, RunStep stepBefore, int after, RunStep stepAfter, bool leavesOut)
{
    private readonly Dictionary<FindingChange, long> _changes = Enum.GetValues<FindingChange>().ToDictionary(c => c, _ => 0L);
    private readonly Dictionary<(string? Before, string? After), long> _agreement = [];

    /// <summary>Index of the step in the earlier run.</summary>
    public int Before { get; } = before;

    /// <summary>Index of the step in the later run.</summary>
    public int After { get; } = after;

    /// <summary>Whether the same step ran in both.</summary>
    public bool SameStep { get; } = stepBefore.Fingerprint == stepAfter.Fingerprint;

    /// <summary>Whether the same picture has the same findings in both; not where a run leaves out what comes again and again, which depends on other pictures.</summary>
    public bool SameFindings => SameStep && !leavesOut;

    /// <summary>Compares the findings of one image.</summary>
    public IEnumerable<FindingDifference> Compare(IReadOnlyList<StoredObservation> earlier, IReadOnlyList<StoredObservation> later, ComparisonOptions options)
    {
        foreach ((StoredObservation? b, StoredObservation? a) in FindingMatcher.Match(earlier, later, options.Overlap))
        {
            (string?, string?) cell = (b?.Value.Label, a?.Value.Label);
            _agreement[cell] = _agreement.GetValueOrDefault(cell) + 1;
            if (ChangeOf(b, a, options) is { } change)
            {
                _changes[change]++;
                yield return new FindingDifference(pair, change, b, a);
            }
        }
    }

    /// <summary>Counts things that were not compared because they must be the same.</summary>
    public void AddUnchanged(string label, long things)
        => _agreement[(label, label)] = _agreement.GetValueOrDefault((label, label)) + things;

    /// <summary>The figures.</summary>
    public StepComparison Finish(IEnumerable<LabelCount> earlier, IEnumerable<LabelCount> later)
    {
        Dictionary<(string Kind, string Label), LabelCount> b = earlier.ToDictionary(c => (c.Kind, c.Label)), a = later.ToDictionary(c => (c.Kind, c.Label));
        IEnumerable<LabelChange> labels = b.Keys.Union(a.Keys).Select(k => new LabelChange(
            k.Kind, k.Label, b.GetValueOrDefault(k)?.Images ?? 0, a.GetValueOrDefault(k)?.Images ?? 0,
            b.GetValueOrDefault(k)?.Observations ?? 0, a.GetValueOrDefault(k)?.Observations ?? 0));
        return new StepComparison
        {
            Steps = pair,
            ModelBefore = stepBefore.Model,
            ModelAfter = stepAfter.Model,
            SameStep = SameStep,
            Labels = [.. labels.OrderByDescending(l => Math.Abs(l.Difference)).ThenBy(l => l.Kind, StringComparer.Ordinal).ThenBy(l => l.Label, StringComparer.Ordinal)],
            Appeared = _changes[FindingChange.Appeared],
            Gone = _changes[FindingChange.Gone],
            Relabelled = _changes[FindingChange.Relabelled],
            Confidence = _changes[FindingChange.Confidence],
            Agreement =
            [
                .. _agreement.OrderByDescending(c => c.Value).ThenBy(c => c.Key.Before, StringComparer.Ordinal).ThenBy(c => c.Key.After, StringComparer.Ordinal)
                    .Select(c => new AgreementCell(c.Key.Before, c.Key.After, c.Value)),
            ],
        };
    }

    private static FindingChange? ChangeOf(StoredObservation? before, StoredObservation? after, ComparisonOptions options) => (before?.Value, after?.Value) switch
    {
        (null, _) => FindingChange.Appeared,
        (_, null) => FindingChange.Gone,
        ({ } b, { } a) when b.Label != a.Label => FindingChange.Relabelled,
        // Both have four decimals, of which the last bit of a difference must not decide.
        ({ } b, { } a) when Math.Round(Math.Abs(b.Confidence - a.Confidence), 4) >= options.Confidence && b.Confidence != a.Confidence => FindingChange.Confidence,
        _ => null,
    };
}
