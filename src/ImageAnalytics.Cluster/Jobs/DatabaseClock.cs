namespace ImageAnalytics.Cluster.Jobs;

/// <summary>
/// The database's time. Machines judge by time which of them are alive, so all go by one clock: what the wall clock of a machine shows does not matter.
/// Between two looks at the database the time goes on as this machine's steady counter does. Thread-safe.
/// </summary>
/// <param name="own">This machine's clock, for timers and until the database was asked.</param>
internal sealed class DatabaseClock(TimeProvider own) : TimeProvider
{
    private sealed record Look(DateTimeOffset Time, long Counter);

    private volatile Look? _last;

    /// <summary>By how much this machine's clock is ahead of the database's; null while that is not known.</summary>
    public TimeSpan? Ahead => _last is null ? null : own.GetUtcNow() - GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    public override long TimestampFrequency => own.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _last is { } last ? last.Time + own.GetElapsedTime(last.Counter) : own.GetUtcNow();

    public override long GetTimestamp() => own.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Goes by what the database just said.</summary>
    public void Set(DateTimeOffset time) => _last = new Look(time, own.GetTimestamp());
}
