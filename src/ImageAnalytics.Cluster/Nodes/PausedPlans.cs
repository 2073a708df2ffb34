using Quartz;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>Plans of which a node takes nothing for a while, because it cannot work on them: the others do. Thread-safe.</summary>
internal sealed class PausedPlans(TimeProvider clock)
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(5), s_longest = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Since, TimeSpan Pause, string Reason)> _plans = new(StringComparer.Ordinal);

    /// <summary>Takes nothing of a plan until it is looked at again in a minute.</summary>
    /// <returns>Whether the reason is another one than before.</returns>
    public bool Refuse(string plan, string reason) => Pause(plan, s_longest, reason);

    /// <summary>Takes nothing of a plan for a while, longer with every failure in a row.</summary>
    /// <returns>Whether the reason is another one than before.</returns>
    public bool Fail(string plan, string reason)
    {
        lock (_gate)
        {
            TimeSpan pause = _plans.TryGetValue(plan, out var last) ? TimeSpan.FromTicks(Math.Min(last.Pause.Ticks * 2, s_longest.Ticks)) : s_first;
            return Pause(plan, pause, reason);
        }
    }

    /// <summary>A shard of it was finished.</summary>
    public void Succeed(string plan)
    {
        lock (_gate)
        {
            _plans.Remove(plan);
        }
    }

    /// <summary>What the job engine must not take now; null for no limits at all.</summary>
    public ExecutionLimits Limits()
    {
        lock (_gate)
        {
            ExecutionLimitsBuilder limits = ExecutionLimitsBuilder.Create();
            foreach ((string plan, (long since, TimeSpan pause, _)) in _plans)
            {
                if (clock.GetElapsedTime(since) < pause)
                {
                    limits.ForGroup(plan, 0);
                }
            }

            return limits.Build();
        }
    }

    private bool Pause(string plan, TimeSpan pause, string reason)
    {
        lock (_gate)
        {
            bool isNew = !_plans.TryGetValue(plan, out var last) || last.Reason != reason;
            _plans[plan] = (clock.GetTimestamp(), pause, reason);
            return isNew;
        }
    }
}
