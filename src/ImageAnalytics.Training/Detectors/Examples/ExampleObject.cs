using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Detectors.Boxes;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>An object in a prepared picture.</summary>
/// <param name="ClassId">Its class.</param>
/// <param name="Box">Where it is, in pixels of the prepared picture; inside it, and not empty.</param>
internal sealed record ExampleObject(int ClassId, EdgeBox Box)
{
    /// <summary>Whether it marks many things that are not told apart.</summary>
    public bool Crowd { get; init; }

    /// <summary>Its pixels; null where only the box is known.</summary>
    public ObjectMask? Mask { get; init; }

    /// <summary>Five points of a face; empty where none are known.</summary>
    public IReadOnlyList<ImagePoint> Points { get; init; } = [];
}
