namespace ImageAnalytics.Engine.Lanes;

/// <summary>Hears what a pool of lanes does. Safe on several threads at once.</summary>
internal interface IPoolEvents : ILaneEvents
{
    /// <summary>A chunk is done, every item of it.</summary>
    void Done(long chunk, IReadOnlyList<ItemResult> results);

    /// <summary>A lane met what is no fault of an image; the pool must not be used any more.</summary>
    void Fault(Exception exception);
}
