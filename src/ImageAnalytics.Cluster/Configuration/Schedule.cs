using ImageAnalytics.Results;

namespace ImageAnalytics.Cluster.Configuration;

/// <summary>One pipeline over some folders, again and again.</summary>
public sealed record Schedule
{
    /// <summary>Its name, unlike every other: an id.</summary>
    public required string Name { get; init; }

    /// <summary>The pipeline file, absolute, or the name of a pipeline that came with the program.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Folders of pictures, absolute.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The output folder, absolute.</summary>
    public required string Output { get; init; }

    /// <summary>When it runs.</summary>
    public required CronTime Time { get; init; }

    /// <summary>The time of day, in the schedule's zone, at which a run stops and goes on next time; null for never.</summary>
    public TimeOnly? Until { get; init; }

    /// <summary>What becomes of a firing that something stands in the way of.</summary>
    public OverlapRule Overlap { get; init; }

    /// <summary>Which runs stay; null for all.</summary>
    public RunRetention? Keep { get; init; }

    /// <summary>The connection string of the database whose nodes share its runs; null for runs on this machine alone.</summary>
    public string? Jobs { get; init; }

    /// <summary>Whether it runs at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>When the run that may be going on at a moment has to stop; null for never.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="isOpen">Whether the schedule may run at that moment: it fired since the last time it had to stop.</param>
    public DateTimeOffset? ClosesAfter(DateTimeOffset now, out bool isOpen)
    {
        if (Until is not { } until)
        {
            isOpen = true;
            return null;
        }

        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Time.Zone).DateTime);
        DateTimeOffset[] ends = [.. Enumerable.Range(-2, 4).Select(day => Time.AtLocal(today.AddDays(day).ToDateTime(until)))];
        DateTimeOffset last = ends.Last(e => e <= now), next = ends.First(e => e > now);
        isOpen = Time.After(last.AddSeconds(-1)) is { } fired && fired <= now;
        return next;
    }
}
