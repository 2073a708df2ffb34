namespace ImageAnalytics.Reporting;

/// <summary>A step and what it found.</summary>
/// <param name="Id">Its id in the pipeline file.</param>
/// <param name="Plugin">The plugin's id.</param>
/// <param name="Model">The model's name; empty without one.</param>
/// <param name="Labels">What it found, in the order to show.</param>
public sealed record ReportStep(string Id, string Plugin, string Model, IReadOnlyList<ReportLabel> Labels);
