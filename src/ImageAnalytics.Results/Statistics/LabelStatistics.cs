namespace ImageAnalytics.Results.Statistics;

/// <summary>One label of one step over a whole run.</summary>
/// <param name="Id">Its number in the run, from 0: by step in the pipeline's order, then kind, then label.</param>
/// <param name="Step">Index of the step in <see cref="RunReader.Steps"/>.</param>
/// <param name="Kind">The kind of observation.</param>
/// <param name="Label">The label; empty for an unknown face.</param>
/// <param name="Images">Images with at least one.</param>
/// <param name="Observations">Observations in all.</param>
/// <param name="MeanConfidence">Their exact mean, rounded to 4 decimals.</param>
public sealed record LabelStatistics(int Id, int Step, string Kind, string Label, long Images, long Observations, decimal MeanConfidence)
{
    /// <summary>Observations by confidence.</summary>
    public ConfidenceHistogram Found { get; init; } = new();

    /// <summary>The same without a classifier's second and later answers: what it said, not what it also thought of.</summary>
    public ConfidenceHistogram First { get; init; } = new();

    /// <summary>Images by the confidence of the surest observation of the label in them.</summary>
    public ConfidenceHistogram Surest { get; init; } = new();
}
