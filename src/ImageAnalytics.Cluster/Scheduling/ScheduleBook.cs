using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ImageAnalytics.Cluster.Scheduling;

/// <summary>Makes the scheduler's stored triggers those of a configuration.</summary>
internal sealed class ScheduleBook(ISchedulerFactory schedulers, TimeProvider clock, ILogger<ScheduleBook> log)
{
    /// <summary>The group of all schedules in the scheduler's store.</summary>
    public const string Group = "runs";

    /// <summary>Adds, changes and removes what differs. What is as it was stays untouched, with the firings that it missed.</summary>
    public async Task ApplyAsync(ServeConfiguration configuration, CancellationToken cancellationToken)
    {
        IScheduler scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        foreach (JobKey stored in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), cancellationToken).ConfigureAwait(false))
        {
            if (configuration.Find(stored.Name) is null)
            {
                await scheduler.DeleteJob(stored, cancellationToken).ConfigureAwait(false);
                log.Dropped(stored.Name);
            }
        }

        foreach (Schedule schedule in configuration.Schedules.Where(s => s.Enabled))
        {
            ITrigger? stored = await scheduler.GetTrigger(new TriggerKey(schedule.Name, Group), cancellationToken).ConfigureAwait(false);
            DateTimeOffset? next = stored?.Description == Describe(schedule) && !IsTooLate(stored, schedule) ? stored.NextFireTimeUtc : await AddAsync(scheduler, schedule, cancellationToken).ConfigureAwait(false);
            if (next is { } at)
            {
                log.Next(schedule.Name, at > clock.GetUtcNow() ? schedule.Time.Show(at) : $"now, for the one missed {schedule.Time.Show(at)}");
            }
        }
    }

    private async Task<DateTimeOffset> AddAsync(IScheduler scheduler, Schedule schedule, CancellationToken cancellationToken)
    {
        IJobDetail job = JobBuilder.Create<ScheduledRunJob>().WithIdentity(schedule.Name, Group).RequestRecovery().Build();
        ITrigger trigger = TriggerBuilder.Create(clock)
            .WithIdentity(schedule.Name, Group)
            .WithDescription(Describe(schedule))
            .WithOverlapPolicy(schedule.Overlap == OverlapRule.Queue ? OverlapPolicy.BufferOne : OverlapPolicy.Skip)
            .WithCronSchedule(schedule.Time.Expression, c => c.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        return await scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions { Replace = true }, cancellationToken).ConfigureAwait(false);
    }

    // Stored while the clock was far ahead. The next firing but one is left alone: a clock that is behind at the start of the machine would let a night come twice.
    private bool IsTooLate(ITrigger stored, Schedule schedule)
        => schedule.Time.After(clock.GetUtcNow()) is { } next && schedule.Time.After(next) is { } afterThat && stored.NextFireTimeUtc > afterThat;

    // Whatever of a schedule is stored with its trigger: as long as this is the same, the stored one holds.
    private static string Describe(Schedule schedule) => $"1 {schedule.Time.Text} {schedule.Time.Zone.Id} {schedule.Overlap}";
}
