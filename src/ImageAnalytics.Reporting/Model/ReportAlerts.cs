namespace ImageAnalytics.Reporting;

/// <summary>What came of all rules of the pipeline.</summary>
/// <param name="LastRun">The id of the run that this one was compared with; null for none.</param>
/// <param name="All">The rules in the order of the pipeline file.</param>
public sealed record ReportAlerts(string? LastRun, IReadOnlyList<ReportAlert> All)
{
    /// <summary>More are not shown; <c>alerts.json</c> in the run's folder has all.</summary>
    internal const int Most = 50;

    /// <summary>A pipeline without rules.</summary>
    public static ReportAlerts None { get; } = new(null, []);

    /// <summary>Those that fired.</summary>
    internal IEnumerable<ReportAlert> Fired => All.Where(a => a.Fired);

    /// <summary>Those that did not.</summary>
    internal IEnumerable<ReportAlert> Held => All.Where(a => !a.Fired);
}
