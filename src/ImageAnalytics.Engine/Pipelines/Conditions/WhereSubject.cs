using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>What an expression is asked about: an observation in its image.</summary>
internal readonly struct WhereSubject(Observation observation, int imageWidth, int imageHeight)
{
    public Observation Observation { get; } = observation;

    /// <summary>The observation's box, or the whole image.</summary>
    public BoundingBox Box { get; } = observation.Box ?? new BoundingBox(0, 0, imageWidth, imageHeight);

    public int ImageWidth { get; } = imageWidth;

    public int ImageHeight { get; } = imageHeight;
}
