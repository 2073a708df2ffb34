using ImageAnalytics.Cluster.Configuration;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>A schedule with its times.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Next">When it fires next; null when it does not.</param>
/// <param name="Last">When it fired last; null when it never did.</param>
/// <param name="IsActive">Whether a run of it goes on or waits.</param>
public sealed record ScheduleState(Schedule Schedule, DateTimeOffset? Next, DateTimeOffset? Last, bool IsActive);
