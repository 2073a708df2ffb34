namespace ImageAnalytics.Cluster.Jobs;

/// <summary>What a node does, as its row says.</summary>
internal static class NodeStates
{
    public const string Waiting = "waiting", Working = "working", Refusing = "refusing", Failing = "failing", Stopped = "stopped";
}
