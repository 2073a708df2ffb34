namespace ImageAnalytics.Reporting;

/// <summary>One label of one step, over the whole run.</summary>
/// <param name="Kind">One of the Sdk's observation kinds.</param>
/// <param name="Label">The label; empty for an unknown face.</param>
/// <param name="Images">Images that have it.</param>
/// <param name="Observations">Observations that have it.</param>
/// <param name="MeanConfidence">Mean confidence of these, 0 to 1.</param>
public sealed record ReportLabel(string Kind, string Label, long Images, long Observations, double MeanConfidence)
{
    /// <summary>Its number, unique in the report.</summary>
    public int Id { get; init; }

    /// <summary>Observations by hundredths of confidence, 100 numbers; empty when that was not counted.</summary>
    public IReadOnlyList<long> Found { get; init; } = [];

    /// <summary>The same without a classifier's second and later answers; empty where nothing else was counted.</summary>
    public IReadOnlyList<long> First { get; init => field = value ?? []; } = [];

    /// <summary>Observations without a classifier's second and later answers.</summary>
    public long Answers => First.Count > 0 ? First.Sum() : Observations;

    /// <summary>Images by the confidence of the surest observation of the label in them, 100 numbers; empty when that was not counted.</summary>
    public IReadOnlyList<long> Surest { get; init; } = [];

    /// <summary>How it compares with truth; null where that is not known.</summary>
    public ReportTruth? Truth { get; init; }
}
