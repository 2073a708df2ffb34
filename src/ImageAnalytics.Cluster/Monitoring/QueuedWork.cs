namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>Something that the scheduler has fired and that has not ended.</summary>
/// <param name="Name">What it is: a schedule, or a part of a run.</param>
/// <param name="Node">The machine that has it.</param>
/// <param name="State">How far it is, in one word.</param>
/// <param name="Since">When it was fired.</param>
public sealed record QueuedWork(string Name, string Node, string State, DateTimeOffset Since);
