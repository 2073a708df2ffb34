namespace ImageAnalytics.Engine.Lanes;

/// <summary>Hears what a lane begins, before it begins it. Safe on several threads at once.</summary>
public interface ILaneEvents
{
    /// <summary>A lane begins a stage of an image.</summary>
    /// <param name="lane">The lane, from 0.</param>
    /// <param name="ordinal">The image's place in the listing.</param>
    /// <param name="stage">One of <see cref="Stage"/>, or a step's index.</param>
    void Begin(int lane, long ordinal, int stage);
}
