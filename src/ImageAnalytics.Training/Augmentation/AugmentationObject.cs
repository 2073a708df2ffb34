using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Datasets;
using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>An object that goes through the changes with its picture.</summary>
public sealed record AugmentationObject
{
    /// <summary>Its class.</summary>
    public required int ClassId { get; init; }

    /// <summary>Its box, in pixels of the picture. Of no account where it has a mask with pixels: then the box is the mask's.</summary>
    public BoundingBox Box { get; init; }

    /// <summary>Its pixels: CV_8UC1, as large as the picture, every value but 0 is set; null where it has none of its own. Borrowed.</summary>
    public Mat? Mask { get; init; }

    /// <summary>Its number in the label map that is given beside the picture; 0 where it is not in it.</summary>
    public int Instance { get; init; }

    /// <summary>
    /// Points in pixels of the picture, continuous as boxes are. Five points are taken for left eye, right eye, nose, left and right corner of
    /// the mouth, and change sides in a mirror image.
    /// </summary>
    public IReadOnlyList<ImagePoint> Points { get; init; } = [];

    /// <summary>Whether it marks many things that are not told apart.</summary>
    public bool Crowd { get; init; }

    /// <summary>Its position in the list that was given.</summary>
    public int Source { get; init; }

    /// <summary>The objects of a picture, numbered from 1 for a label map as <see cref="LabelMaps.Draw"/> makes it.</summary>
    public static IReadOnlyList<AugmentationObject> Of(IReadOnlyList<LabelledObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return [.. objects.Select((o, i) => new AugmentationObject { ClassId = o.ClassId, Box = o.Box, Instance = o.Mask is null ? 0 : i + 1, Crowd = o.Crowd, Source = i })];
    }
}
