using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Results;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Scheduling;

/// <summary>Removes runs that a schedule no longer keeps, as <c>clean</c> does.</summary>
internal sealed class OldRuns(TimeProvider clock, ILogger<OldRuns> log)
{
    /// <summary>Removes them after a run. What is in the way is told in the log: the run itself is finished.</summary>
    public void Remove(Schedule schedule, string pipeline)
    {
        if (schedule.Keep is not { } keep)
        {
            return;
        }

        try
        {
            using OutputLock held = OutputLock.Acquire(schedule.Output, $"clean {pipeline}", clock);
            RunCleaning cleaning = RunCleaning.Plan(schedule.Output, pipeline, keep, clock.GetUtcNow());
            if (cleaning.Removed.Count > 0)
            {
                cleaning.Apply();
                log.Cleaned(schedule.Name, cleaning.Removed.Count, pipeline, string.Join(", ", cleaning.Removed));
            }
        }
        catch (Exception e) when (e is OutputLockedException or StoreException or IOException or UnauthorizedAccessException)
        {
            log.Note(schedule.Name, LogText.Of($"Old runs were not removed. {e.Message}"));
        }
    }
}
