using ImageAnalytics.Cluster.Jobs;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>For how long nothing got on, and what was heard meanwhile.</summary>
internal sealed class Stall(TimeProvider clock)
{
    private readonly Dictionary<string, string> _heard = new(StringComparer.Ordinal);
    private long _moved = clock.GetTimestamp(), _told = clock.GetTimestamp();

    /// <summary>Time since something got on.</summary>
    public TimeSpan Since => clock.GetElapsedTime(_moved);

    /// <summary>Failures since then.</summary>
    public int Failures { get; private set; }

    /// <summary>The last of them.</summary>
    public string LastFailure { get; private set; } = "";

    /// <summary>Something got on.</summary>
    public void Moved() => (_moved, _told, Failures) = (clock.GetTimestamp(), clock.GetTimestamp(), 0);

    /// <summary>A node could not do something.</summary>
    /// <returns>Whether the node had not said just that before.</returns>
    public bool Heard(string node, string kind, string message)
    {
        if (kind == ShardReport.Failed)
        {
            (Failures, LastFailure) = (Failures + 1, $"node '{node}': {message}");
        }

        bool isNew = !_heard.TryGetValue(node, out string? last) || last != message;
        _heard[node] = message;
        return isNew;
    }

    /// <summary>Whether it is time to say that nothing gets on.</summary>
    public bool ShouldTell(TimeSpan every)
    {
        bool due = clock.GetElapsedTime(_told) >= every;
        _told = due ? clock.GetTimestamp() : _told;
        return due;
    }
}
