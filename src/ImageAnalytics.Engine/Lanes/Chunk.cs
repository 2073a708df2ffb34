namespace ImageAnalytics.Engine.Lanes;

/// <summary>The images that a lane takes at a time; their results come back together.</summary>
/// <param name="Id">Unique in its worker.</param>
/// <param name="Items">One or more images.</param>
public sealed record Chunk(long Id, IReadOnlyList<WorkItem> Items);
