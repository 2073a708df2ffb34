namespace ImageAnalytics.Reporting;

/// <summary>What a run was to try again of an earlier one.</summary>
/// <param name="Classes">The failures that were tried again.</param>
/// <param name="Images">How many images were looked at again.</param>
public sealed record ReportRetry(IReadOnlyList<string> Classes, long Images);
