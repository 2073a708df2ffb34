namespace ImageAnalytics.Results.Evaluation;

/// <summary>An object that is known to be in an image.</summary>
public sealed record TruthObject
{
    /// <summary>The image; the same text as in <see cref="DetectedObject.Image"/>.</summary>
    public required string Image { get; init; }

    /// <summary>Number of the class.</summary>
    public required int ClassId { get; init; }

    /// <summary>Where it is, in pixels of the image.</summary>
    public required BoundingBox Box { get; init; }

    /// <summary>Its pixels; needed to compare masks, ignored when boxes are compared.</summary>
    public Mask? Mask { get; init; }

    /// <summary>
    /// Its size in square pixels, which decides whether it counts as small, medium or large; null for the mask's, or the box's where there is no mask.
    /// </summary>
    public double? Area { get; init; }

    /// <summary>
    /// Whether this is a region with many objects that are not told apart (COCO's <c>iscrowd</c>). Detections inside it are neither right nor wrong.
    /// </summary>
    public bool Crowd { get; init; }

    internal double Size => Area ?? Mask?.Area ?? Box.Area;
}
