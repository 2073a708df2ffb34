namespace ImageAnalytics.Results.Evaluation;

/// <summary>An object that a detector claims to have found in an image.</summary>
public sealed record DetectedObject
{
    /// <summary>The image; the same text as in <see cref="TruthObject.Image"/>.</summary>
    public required string Image { get; init; }

    /// <summary>Number of the class, as truth numbers it.</summary>
    public required int ClassId { get; init; }

    /// <summary>Where it is, in pixels of the image.</summary>
    public required BoundingBox Box { get; init; }

    /// <summary>How sure the detector is; any finite number, larger is surer.</summary>
    public required double Confidence { get; init; }

    /// <summary>Its pixels; needed to compare masks, ignored when boxes are compared.</summary>
    public Mask? Mask { get; init; }
}
