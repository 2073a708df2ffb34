using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Datasets;
using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>Pictures of instance numbers: the masks of all objects in one.</summary>
public static class LabelMaps
{
    /// <summary>Draws the masks of objects, numbered by their position from 1; where two overlap, the later one is seen.</summary>
    /// <param name="objects">The objects; those without a mask are not drawn. At most 65,535.</param>
    /// <param name="width">Columns of the picture, and of every mask.</param>
    /// <param name="height">Rows of the picture, and of every mask.</param>
    /// <param name="map">Receives CV_16UC1 of this size; 0 is background.</param>
    /// <exception cref="ArgumentException">There are too many objects, or a mask has another size.</exception>
    public static unsafe void Draw(IReadOnlyList<LabelledObject> objects, int width, int height, Mat map)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(map);
        if (objects.Count > ushort.MaxValue || objects.Any(o => o.Mask is { } mask && (mask.Width != width || mask.Height != height)))
        {
            throw new ArgumentException($"The masks of {objects.Count} objects cannot be drawn: there may be {ushort.MaxValue}, each of {width} x {height} pixels.", nameof(objects));
        }

        map.Create(height, width, MatType.CV_16UC1);
        map.SetTo(Scalar.All(0));
        for (int i = 0; i < objects.Count; i++)
        {
            if (objects[i].Mask is not { } mask)
            {
                continue;
            }

            int place = 0;
            bool set = false;
            byte* pixels = (byte*)map.Data;
            long step = map.Step();
            foreach (int run in RunLengths.Of(mask).Counts)
            {
                for (int at = place; set && at < place + run; at++)
                {
                    ((ushort*)(pixels + (at % height * step)))[at / height] = (ushort)(i + 1);
                }

                (place, set) = (place + run, !set);
            }
        }
    }
}
