using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Examples;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>Brings the objects of a picture to the pixels that a network sees.</summary>
internal static class PreparedObjects
{
    private const double LeastSide = 1;

    /// <summary>The objects in pixels of the prepared picture. What lies outside, or became smaller than a pixel, is left out.</summary>
    public static IReadOnlyList<ExampleObject> Of(LabelledImage image, PreparedShape picture)
    {
        List<ExampleObject> objects = [];
        foreach (LabelledObject one in image.Objects)
        {
            BoundingBox box = picture.Mapping.ToPrepared(one.Box).ClipTo(picture.Width, picture.Height);
            if (box.Width >= LeastSide && box.Height >= LeastSide)
            {
                ObjectMask? mask = one.Mask is { } whole ? MaskOf(RunLengths.Of(whole), box, picture.Mapping) : null;
                objects.Add(new ExampleObject(one.ClassId, EdgeBox.Of(box)) { Crowd = one.Crowd, Mask = mask, Points = [.. one.Points.Select(p => ToPrepared(p, picture.Mapping))] });
            }
        }

        return objects;
    }

    private static ImagePoint ToPrepared(ImagePoint point, InputMapping mapping)
        => new((point.X * mapping.ScaleX) + mapping.OffsetX, (point.Y * mapping.ScaleY) + mapping.OffsetY);

    // Each pixel takes what its centre lies on.
    private static ObjectMask? MaskOf(RunLengths whole, BoundingBox box, InputMapping mapping)
    {
        int left = (int)Math.Floor(box.X), top = (int)Math.Floor(box.Y);
        int width = (int)Math.Ceiling(box.Right) - left, height = (int)Math.Ceiling(box.Bottom) - top;
        BoundingBox part = whole.Bounds;
        (int partLeft, int partTop, int partWidth, int partHeight) = ((int)part.X, (int)part.Y, (int)part.Width, (int)part.Height);
        byte[] inside = new byte[partWidth * partHeight], pixels = new byte[width * height];
        whole.CopyTo(partLeft, partTop, partWidth, partHeight, inside);
        bool any = false;
        for (int y = 0; y < height; y++)
        {
            int row = (int)Math.Floor((top + y + 0.5 - mapping.OffsetY) / mapping.ScaleY) - partTop;
            for (int x = 0; x < width; x++)
            {
                int column = (int)Math.Floor((left + x + 0.5 - mapping.OffsetX) / mapping.ScaleX) - partLeft;
                bool set = (uint)row < (uint)partHeight && (uint)column < (uint)partWidth && inside[(row * partWidth) + column] != 0;
                pixels[(y * width) + x] = set ? (byte)1 : (byte)0;
                any |= set;
            }
        }

        return any ? new ObjectMask(left, top, width, height, pixels) : null;
    }
}
