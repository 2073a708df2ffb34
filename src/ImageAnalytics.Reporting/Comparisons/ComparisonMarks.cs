using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>Says of each box of a picture how it stands to what the other run found.</summary>
internal static class ComparisonMarks
{
    /// <summary>The picture with its boxes marked, and without what was not compared.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="sampled">What differs.</param>
    /// <param name="steps">The steps that were compared.</param>
    /// <param name="earlier">Whether it is the earlier run's.</param>
    public static ReportPicture Of(ReportPicture picture, SampledDifference sampled, IReadOnlyList<StepPair> steps, bool earlier)
    {
        HashSet<string> compared = [.. steps.Select(s => earlier ? s.Before : s.After)];
        Dictionary<string, BoxMark> marks = new(StringComparer.Ordinal);
        foreach (FindingDifference finding in sampled.Difference.Findings)
        {
            if ((earlier ? finding.Before : finding.After) is { } found)
            {
                marks.TryAdd(FormattableString.Invariant($"{(earlier ? finding.Steps.Before : finding.Steps.After)}#{found.Number}"), MarkOf(finding.Change));
            }
        }

        // Of an image with very many differences not all are known here, so the other boxes may not be called the same.
        BoxMark others = sampled.Difference.IsOfBoth && sampled.Findings <= sampled.Difference.Findings.Count ? BoxMark.Same : BoxMark.None;
        return picture with
        {
            Boxes = [.. picture.Boxes.Where(b => compared.Contains(b.Step)).Select(b => b with { Mark = marks.GetValueOrDefault(b.Id, others) })],
            Classifications = [.. picture.Classifications.Where(c => compared.Contains(c.Step) && c.Rank <= 1)],
            Made = [],
        };
    }

    private static BoxMark MarkOf(FindingChange change) => change switch
    {
        FindingChange.Appeared => BoxMark.Appeared,
        FindingChange.Gone => BoxMark.Gone,
        FindingChange.Relabelled => BoxMark.Relabelled,
        _ => BoxMark.Confidence,
    };
}
