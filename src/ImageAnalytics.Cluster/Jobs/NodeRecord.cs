namespace ImageAnalytics.Cluster.Jobs;

/// <summary>A node as the others see it.</summary>
/// <param name="Name">Its name; one living node has it.</param>
/// <param name="Host">The machine's own name.</param>
/// <param name="State">What it does: <c>waiting</c>, <c>working</c>, <c>refusing</c>, <c>failing</c> or <c>stopped</c>.</param>
/// <param name="Doing">What it works on, or why it does not, in words; may hold texts from files.</param>
/// <param name="Lanes">Images that it works on side by side.</param>
/// <param name="Shards">Shards that it finished since it started.</param>
/// <param name="Images">Images that it looked at since it started.</param>
/// <param name="ImagesPerSecond">Its speed in the last shard.</param>
/// <param name="Started">When it started, by the database's clock.</param>
/// <param name="Silent">For how long nothing was heard of it.</param>
public sealed record NodeRecord(
    string Name, string Host, string State, string Doing, int Lanes, long Shards, long Images, double ImagesPerSecond, DateTimeOffset Started, TimeSpan Silent)
{
    /// <summary>A node that was heard of within this time counts as alive.</summary>
    public static readonly TimeSpan AliveFor = TimeSpan.FromSeconds(15);

    /// <summary>Whether it seems to be alive.</summary>
    public bool IsAlive => State != NodeStates.Stopped && Silent < AliveFor;
}
