namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>A machine that runs firings or shards.</summary>
/// <param name="Name">Its name in the cluster; this machine's name where it is alone.</param>
/// <param name="IsThis">Whether it is the one that answers.</param>
/// <param name="State">How it is, in one word.</param>
/// <param name="LastSeen">When it last gave a sign of life; null where nobody needs one.</param>
public sealed record NodeState(string Name, bool IsThis, string State, DateTimeOffset? LastSeen)
{
    /// <summary>Whether it can take work.</summary>
    public bool IsWell { get; init; } = true;

    /// <summary>What it works on, or why it does not, in words; may hold texts from files.</summary>
    public string Doing { get; init; } = "";
}
