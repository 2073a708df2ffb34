using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Scheduling;
using Quartz;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>What a person may ask of a running service: its schedules, and to start one of them now. Thread-safe.</summary>
public sealed class ServeControl
{
    private readonly ISchedulerFactory _schedulers;
    private readonly ConfigurationInForce _configuration;
    private readonly RunGate _gate;

    internal ServeControl(ISchedulerFactory schedulers, ConfigurationInForce configuration, RunGate gate)
        => (_schedulers, _configuration, _gate) = (schedulers, configuration, gate);

    /// <summary>The configuration that holds at the moment.</summary>
    public ServeConfiguration Configuration => _configuration.Current;

    /// <summary>Every schedule with its times, in the order of the file.</summary>
    public async Task<IReadOnlyList<ScheduleState>> SchedulesAsync(CancellationToken cancellationToken)
    {
        IScheduler scheduler = await _schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        List<ScheduleState> states = [];
        foreach (Schedule schedule in Configuration.Schedules)
        {
            ITrigger? trigger = await scheduler.GetTrigger(new TriggerKey(schedule.Name, ScheduleBook.Group), cancellationToken).ConfigureAwait(false);
            states.Add(new ScheduleState(schedule, trigger?.NextFireTimeUtc, trigger?.PreviousFireTimeUtc, _gate.IsActive(schedule.Name)));
        }

        return states;
    }

    /// <summary>Starts a schedule now, whatever its time. It still stops at the end of its night.</summary>
    public Task<StartAnswer> StartAsync(string schedule, CancellationToken cancellationToken) => TriggerAsync(schedule, null, cancellationToken);

    /// <summary>Tries the failures of a finished run of a schedule again, in a new run over the same images.</summary>
    /// <param name="schedule">The schedule's name.</param>
    /// <param name="runFolder">The run's folder, in the schedule's output folder.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    public Task<StartAnswer> RetryAsync(string schedule, string runFolder, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        return TriggerAsync(schedule, runFolder, cancellationToken);
    }

    /// <summary>Whether the scheduler runs and its store answers.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            IScheduler scheduler = await _schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
            await scheduler.QueryFireInstances(new FireInstanceQuery(), cancellationToken).ConfigureAwait(false);
            return scheduler.Status == SchedulerStatus.Running;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<StartAnswer> TriggerAsync(string name, string? retryOf, CancellationToken cancellationToken)
    {
        if (Configuration.Find(name) is null)
        {
            return StartAnswer.Unknown;
        }

        if (_gate.IsActive(name))
        {
            return StartAnswer.Active;
        }

        IScheduler scheduler = await _schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        JobKey job = new(name, ScheduleBook.Group);
        if (await scheduler.GetJobDetail(job, cancellationToken).ConfigureAwait(false) is null)
        {
            return StartAnswer.Unknown;
        }

        await scheduler.TriggerJob(job, HandStart.Data(retryOf), cancellationToken).ConfigureAwait(false);
        return StartAnswer.Started;
    }
}
