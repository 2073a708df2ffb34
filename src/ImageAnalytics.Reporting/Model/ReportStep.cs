namespace ImageAnalytics.Reporting;

/// <summary>A step and what it found.</summary>
/// <param name="Id">Its id in the pipeline file.</param>
/// <param name="Plugin">The plugin's id.</param>
/// <param name="Model">The model's name; empty without one.</param>
/// <param name="Labels">What it found, in the order to show.</param>
public sealed record ReportStep(string Id, string Plugin, string Model, IReadOnlyList<ReportLabel> Labels)
{
    /// <summary>Images by the confidence of the surest observation of the step in them, 100 numbers; empty when that was not counted.</summary>
    public IReadOnlyList<long> Surest { get; init; } = [];

    /// <summary>The confidence above which the pipeline goes on with what it found; null where it says none.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether it has an option <c>minConfidence</c>.</summary>
    public bool HasMinConfidence { get; init; }
}
