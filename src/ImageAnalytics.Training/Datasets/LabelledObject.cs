using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets;

/// <summary>One thing in a picture that somebody labelled.</summary>
public sealed record LabelledObject
{
    /// <summary>Its class: the position in <see cref="Dataset.Classes"/>.</summary>
    public required int ClassId { get; init; }

    /// <summary>Where it is, in pixels of the upright picture; inside it, and not empty.</summary>
    public required BoundingBox Box { get; init; }

    /// <summary>Its pixels, as large as the upright picture; null where the data have boxes only.</summary>
    public Mask? Mask { get; init; }

    /// <summary>Its size in square pixels as the data state it; null where they do not.</summary>
    public double? Area { get; init; }

    /// <summary>
    /// Five points of a face, in pixels of the upright picture: the two eyes, the tip of the nose and the two corners of the mouth, of each pair the one
    /// that is left in the picture first. Empty where the data have none.
    /// </summary>
    public IReadOnlyList<ImagePoint> Points { get; init; } = [];

    /// <summary>Whether this marks many things that are not told apart (COCO's <c>iscrowd</c>, VOC's <c>difficult</c>): neither to be learned nor counted.</summary>
    public bool Crowd { get; init; }
}
