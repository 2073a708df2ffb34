using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ImageAnalytics.Cluster.Scheduling;

/// <summary>Tells in the log of firings that the scheduler dropped, because the run before had not ended.</summary>
internal sealed class SkippedFirings(ConfigurationInForce configuration, ILogger<SkippedFirings> log) : ITriggerListener
{
    public ValueTask TriggerSkipped(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default)
    {
        string at = configuration.Current.Find(trigger.Key.Name) is { } schedule && trigger.NextFireTimeUtc is { } due ? $" at {schedule.Time.Show(due)}" : "";
        log.Refused(trigger.Key.Name, $"its last run has not ended{at}");
        return default;
    }
}
