using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Turns polygons into masks exactly as COCO does, so that areas and overlaps agree with published ones.</summary>
/// <remarks>
/// The outline is drawn on a grid five times finer; where it passes from one pixel column to the next, the pixel below the crossing
/// changes between outside and inside. Source: the COCO API's conversion of polygons (maskApi, Lin et al., Microsoft COCO, 2014).
/// </remarks>
internal static class PolygonRaster
{
    private const int Fineness = 5, FewestNumbers = 6;
    private const double LargestCoordinate = 100_000;
    private const long LongestOutline = 20_000_000;

    /// <summary>Fills polygons; what lies in any of them is set.</summary>
    /// <param name="polygons">Of each the points x, y, x, y … in pixels; may come from anyone.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="runs">The mask; null where a polygon cannot be used.</param>
    /// <returns>What is wrong, as a sentence; null where nothing is.</returns>
    public static string? Read(IReadOnlyList<double[]> polygons, int width, int height, out RunLengths? runs)
    {
        runs = null;
        List<int[]> edges = [];
        foreach (double[] points in polygons)
        {
            if (points.Length < FewestNumbers)
            {
                return "One of its polygons has fewer than three points.";
            }

            if (points.Any(p => !double.IsFinite(p) || Math.Abs(p) > LargestCoordinate))
            {
                return $"One of its polygons has a point beyond {LargestCoordinate} pixels.";
            }

            if (Crossings(points, width, height) is not { } crossings)
            {
                return "One of its polygons has an outline without end.";
            }

            edges.Add(crossings);
        }

        runs = Union(edges, width, height);
        return null;
    }

    private static int[]? Crossings(double[] points, int width, int height)
    {
        int count = points.Length / 2;
        List<int> crossings = [];
        long length = 0;
        for (int i = 0; i < count; i++)
        {
            int next = (i + 1) % count;
            int x0 = Fine(points[2 * i]), y0 = Fine(points[(2 * i) + 1]), x1 = Fine(points[2 * next]), y1 = Fine(points[(2 * next) + 1]);
            length += Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0));
            if (length > LongestOutline)
            {
                return null;
            }

            AddEdge(x0, y0, x1, y1, width, height, crossings);
        }

        crossings.Sort();
        return [.. crossings];
    }

    private static int Fine(double value) => (int)((Fineness * value) + 0.5);

    /// <summary>Walks an edge from end to end in steps of one fine pixel along its longer direction.</summary>
    private static void AddEdge(int x0, int y0, int x1, int y1, int width, int height, List<int> crossings)
    {
        int dx = Math.Abs(x1 - x0), dy = Math.Abs(y1 - y0);
        bool flat = dx >= dy, flipped = flat ? x0 > x1 : y0 > y1;
        if (flipped)
        {
            (x0, y0, x1, y1) = (x1, y1, x0, y0);
        }

        double slope = flat ? (dx == 0 ? 0 : (double)(y1 - y0) / dx) : (double)(x1 - x0) / dy;
        int steps = flat ? dx : dy, formerX = 0, formerY = 0;
        for (int d = 0; d <= steps; d++)
        {
            int t = flipped ? steps - d : d;
            int x = flat ? t + x0 : (int)(x0 + (slope * t) + 0.5), y = flat ? (int)(y0 + (slope * t) + 0.5) : t + y0;
            if (d > 0 && x != formerX)
            {
                AddCrossing(x < formerX ? x : x - 1, Math.Min(y, formerY), width, height, crossings);
            }

            (formerX, formerY) = (x, y);
        }
    }

    private static void AddCrossing(int fineX, int fineY, int width, int height, List<int> crossings)
    {
        double x = ((fineX + 0.5) / Fineness) - 0.5;
        if (Math.Floor(x) == x && x >= 0 && x <= width - 1)
        {
            double y = Math.Ceiling(Math.Clamp(((fineY + 0.5) / Fineness) - 0.5, 0, height));
            crossings.Add(((int)x * height) + (int)y);
        }
    }

    private static RunLengths Union(List<int[]> polygons, int width, int height)
    {
        // Each polygon is inside between its 1st and 2nd crossing, its 3rd and 4th and so on; a pixel is set while inside any.
        int total = width * height, place = 0, inside = 0;
        List<(int Place, int Change)> changes = [];
        foreach (int[] crossings in polygons)
        {
            for (int i = 0; i < crossings.Length; i++)
            {
                changes.Add((crossings[i], int.IsEvenInteger(i) ? 1 : -1));
            }
        }

        RunLengthsBuilder runs = new(width, height);
        foreach ((int at, int change) in changes.OrderBy(c => c.Place))
        {
            int until = Math.Min(at, total);
            runs.Add(inside > 0, until - place);
            (place, inside) = (until, inside + change);
        }

        runs.Add(inside > 0, total - place);
        return runs.Build();
    }
}
