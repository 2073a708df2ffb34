using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Reporting;

namespace ImageAnalytics.Cli.Reports;

/// <summary>What a report says of a run's alerts, from the file that the run wrote.</summary>
internal static class RunAlerts
{
    /// <summary>Reads them; none where the run has no such file.</summary>
    public static ReportAlerts Read(string runFolder)
        => AlertsFile.TryRead(runFolder) is not { Alerts: not null } file ? ReportAlerts.None : new ReportAlerts(file.LastRun, [.. file.Alerts.OfType<AlertOutcome>().Select(One)]);

    private static ReportAlert One(AlertOutcome alert) => new(alert.Id, alert.Fired, alert.Counted, alert.Count)
    {
        Last = alert.Last,
        Above = alert.Above,
        Below = alert.Below,
        Change = alert.Change,
        Step = alert.On,
        Images = [.. (alert.Images ?? []).OfType<string>().Take(AlertOutcome.MostImages)],
    };
}
