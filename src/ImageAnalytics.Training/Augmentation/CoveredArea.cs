using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>How much of a box is under rectangles that may overlap.</summary>
internal static class CoveredArea
{
    /// <summary>The area, in pixels.</summary>
    /// <param name="rectangles">What covers.</param>
    /// <param name="box">What is covered.</param>
    public static double Of(IReadOnlyList<Rect> rectangles, BoundingBox box)
    {
        BoundingBox[] parts = [.. rectangles.Select(r => new BoundingBox(r.X, r.Y, r.Width, r.Height).Intersect(box)).Where(p => !p.IsEmpty).OrderBy(p => p.Y)];
        double[] edges = [.. parts.SelectMany(p => (double[])[p.X, p.Right]).Distinct().Order()];
        double area = 0;
        for (int i = 1; i < edges.Length; i++)
        {
            double height = 0, until = double.MinValue;
            foreach (BoundingBox part in parts.Where(p => p.X <= edges[i - 1] && p.Right >= edges[i]))
            {
                height += Math.Max(0, part.Bottom - Math.Max(part.Y, until));
                until = Math.Max(until, part.Bottom);
            }

            area += height * (edges[i] - edges[i - 1]);
        }

        return area;
    }
}
