using System.Globalization;
using System.Text;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Reporting;

/// <summary>Traces masks at the scale of a thumbnail, in few bytes.</summary>
/// <remarks>
/// Sources: border following, Suzuki and Abe 1985 (OpenCV's FindContours); simplification, Ramer 1972, Douglas and Peucker 1973
/// (ApproxPolyDP). The cost follows the number of runs and the grid, not the pixels of the original.
/// </remarks>
internal static class MaskTracer
{
    private const int LongSide = 240, MaxOutlines = 12, MaxPoints = 240;
    private const double SmallestArea = 3, Tolerance = 0.9;

    /// <summary>The outline; null when the mask cannot be read, is empty, or too small to be seen.</summary>
    /// <param name="mask">The mask; may come from anyone.</param>
    public static MaskOutline? Trace(Mask mask)
    {
        if (!RunLengths.TryParse(mask.Width, mask.Height, mask.CompressedRle, out RunLengths? runs, out _))
        {
            return null;
        }

        double scale = Math.Min(1, (double)LongSide / Math.Max(runs.Width, runs.Height));
        int width = Math.Max(1, (int)Math.Round(runs.Width * scale)), height = Math.Max(1, (int)Math.Round(runs.Height * scale));
        using Mat grid = Mat.FromPixelData(height, width, MatType.CV_8UC1, Sample(runs, width, height));
        Cv2.FindContours(grid, out Point[][] found, out _, RetrievalModes.CComp, ContourApproximationModes.ApproxNone);
        Point[][] outlines = [.. found.Where(c => Cv2.ContourArea(c) >= SmallestArea).OrderByDescending(c => Cv2.ContourArea(c)).Take(MaxOutlines)];
        for (double tolerance = Tolerance; ; tolerance *= 1.5)
        {
            Point[][] simple = [.. outlines.Select(c => Cv2.ApproxPolyDP(c, tolerance, closed: true)).Where(c => c.Length >= 3)];
            if (simple.Sum(c => c.Length) <= MaxPoints)
            {
                return simple.Length == 0 ? null : new MaskOutline(Write(simple), width, height);
            }
        }
    }

    // A cell is set when the pixel at its centre is. Runs go down the columns, so each column of the grid takes part of them in order.
    private static byte[] Sample(RunLengths runs, int width, int height)
    {
        byte[] cells = new byte[width * height];
        ReadOnlySpan<int> counts = runs.Counts;
        double rowsPerPixel = (double)height / runs.Height;
        long start = 0;
        int run = 0;
        for (int column = 0; column < width; column++)
        {
            long top = (long)((column + 0.5) * runs.Width / width) * runs.Height, bottom = top + runs.Height;
            while (run < counts.Length && start + counts[run] <= top)
            {
                start += counts[run++];
            }

            long from = start;
            for (int i = run; i < counts.Length && from < bottom; from += counts[i], i++)
            {
                int first = Row(Math.Max(from, top) - top), last = Row(Math.Min(from + counts[i], bottom) - top);
                for (int row = first; int.IsOddInteger(i) && row < last; row++)
                {
                    cells[(row * width) + column] = byte.MaxValue;
                }
            }
        }

        return cells;

        int Row(long pixel) => Math.Clamp((int)Math.Ceiling((pixel * rowsPerPixel) - 0.5), 0, height);
    }

    private static string Write(Point[][] outlines)
    {
        StringBuilder path = new();
        foreach (Point[] outline in outlines)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{outline[0].X} {outline[0].Y}l");
            for (int i = 1; i < outline.Length; i++)
            {
                Append(outline[i].X - outline[i - 1].X, isFirst: i == 1);
                Append(outline[i].Y - outline[i - 1].Y, isFirst: false);
            }

            path.Append('z');
        }

        return path.ToString();

        void Append(int number, bool isFirst) => path.Append(isFirst || number < 0 ? "" : " ").Append(number.ToString(CultureInfo.InvariantCulture));
    }
}
