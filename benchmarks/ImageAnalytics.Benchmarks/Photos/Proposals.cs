using System.Globalization;

namespace ImageAnalytics.Benchmarks.Photos;

/// <summary>Turns a region network's answers into boxes for the box head (Ren et al. 2015, section 3.1), once, outside of what is timed.</summary>
internal static class Proposals
{
    private const int Stride = 16, Most = 120;
    private const float Overlap = 0.7f;
    private static readonly float s_largest = MathF.Log(1000f / 16);

    /// <summary>The best boxes, x1, y1, x2, y2 each.</summary>
    /// <param name="anchors">Four numbers each, about a cell's origin.</param>
    /// <param name="scores">Shape [anchors, rows, columns].</param>
    /// <param name="deltas">Shape [anchors × 4, rows, columns].</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    public static float[] Best(float[][] anchors, ReadOnlySpan<float> scores, ReadOnlySpan<float> deltas, int rows, int columns, int width, int height)
    {
        List<(float Score, float[] Box)> all = [];
        for (int a = 0; a < anchors.Length; a++)
        {
            for (int cell = 0; cell < rows * columns; cell++)
            {
                float[] anchor = anchors[a];
                float w = anchor[2] - anchor[0], h = anchor[3] - anchor[1];
                float x = anchor[0] + (w / 2) + (cell % columns * Stride), y = anchor[1] + (h / 2) + (cell / columns * Stride);
                int at = (a * 4 * rows * columns) + cell, step = rows * columns;
                (x, y) = (x + (deltas[at] * w), y + (deltas[at + step] * h));
                (w, h) = (w * MathF.Exp(MathF.Min(deltas[at + (2 * step)], s_largest)), h * MathF.Exp(MathF.Min(deltas[at + (3 * step)], s_largest)));
                float[] box = [Math.Clamp(x - (w / 2), 0, width), Math.Clamp(y - (h / 2), 0, height), Math.Clamp(x + (w / 2), 0, width), Math.Clamp(y + (h / 2), 0, height)];
                all.Add((scores[(a * step) + cell], box));
            }
        }

        List<float[]> kept = [];
        foreach ((_, float[] box) in all.OrderByDescending(b => b.Score).Take(3000))
        {
            if (kept.Count < Most && box[2] > box[0] && box[3] > box[1] && kept.All(k => IoU(k, box) <= Overlap))
            {
                kept.Add(box);
            }
        }

        return [.. kept.SelectMany(b => b)];
    }

    /// <summary>The anchors of a model card: the lines of four numbers below <c>anchors:</c>.</summary>
    public static float[][] Anchors(string cardFile) =>
    [
        .. File.ReadLines(cardFile).Select(l => l.Trim()).Where(l => l.StartsWith("- [", StringComparison.Ordinal) && l.EndsWith(']'))
            .Select(l => l[3..^1].Split(',').Select(n => float.Parse(n, CultureInfo.InvariantCulture)).ToArray()),
    ];

    private static float IoU(float[] a, float[] b)
    {
        float w = Math.Min(a[2], b[2]) - Math.Max(a[0], b[0]), h = Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]);
        float both = w > 0 && h > 0 ? w * h : 0;
        return both / (((a[2] - a[0]) * (a[3] - a[1])) + ((b[2] - b[0]) * (b[3] - b[1])) - both);
    }
}
