namespace ImageAnalytics.Training.Detectors.Boxes;

/// <summary>Computes anchors from the sizes of labelled boxes: k-means with 1 − IoU as the distance (Redmon and Farhadi, YOLO9000, 2017, section 2).</summary>
internal static class AnchorClusters
{
    private const int MostRounds = 100;

    /// <summary>The sizes that fit the boxes best.</summary>
    /// <param name="sizes">Width and height of every box, above 0.</param>
    /// <param name="count">How many anchors, at least 1.</param>
    /// <returns>As many sizes, small ones first. Where there are fewer different boxes, some are equal or scaled copies.</returns>
    /// <remarks>Begins with boxes of evenly spaced areas, so the result follows from the sizes alone, whatever their order.</remarks>
    public static (float Width, float Height)[] Of(IEnumerable<(float Width, float Height)> sizes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (float Width, float Height)[] all = [.. sizes.Where(s => s is { Width: > 0, Height: > 0 }).OrderBy(s => s.Width * s.Height).ThenBy(s => s.Width)];
        if (all.Length == 0)
        {
            throw new ArgumentException("Anchors cannot be computed: there is no box. Expected at least one with an area.", nameof(sizes));
        }

        (float Width, float Height)[] centres = [.. Enumerable.Range(0, count).Select(i => all[(int)((((2 * i) + 1) * (long)all.Length) / (2 * count))])];
        int[] nearest = new int[all.Length];
        for (int round = 0; round < MostRounds && Assign(all, centres, nearest) | round == 0; round++)
        {
            Move(all, nearest, centres);
        }

        return [.. centres.OrderBy(c => c.Width * c.Height).ThenBy(c => c.Width)];
    }

    /// <summary>IoU of two boxes with one centre.</summary>
    public static float IoU((float Width, float Height) a, (float Width, float Height) b)
    {
        float overlap = Math.Min(a.Width, b.Width) * Math.Min(a.Height, b.Height);
        return overlap / ((a.Width * a.Height) + (b.Width * b.Height) - overlap);
    }

    private static bool Assign((float Width, float Height)[] all, (float Width, float Height)[] centres, int[] nearest)
    {
        bool changed = false;
        for (int i = 0; i < all.Length; i++)
        {
            int best = 0;
            for (int c = 1; c < centres.Length; c++)
            {
                best = IoU(all[i], centres[c]) > IoU(all[i], centres[best]) ? c : best;
            }

            changed |= nearest[i] != best;
            nearest[i] = best;
        }

        return changed;
    }

    private static void Move((float Width, float Height)[] all, int[] nearest, (float Width, float Height)[] centres)
    {
        for (int c = 0; c < centres.Length; c++)
        {
            (double width, double height, int members) = (0, 0, 0);
            for (int i = 0; i < all.Length; i++)
            {
                if (nearest[i] == c)
                {
                    (width, height, members) = (width + all[i].Width, height + all[i].Height, members + 1);
                }
            }

            if (members > 0)
            {
                centres[c] = ((float)(width / members), (float)(height / members));
            }
        }
    }
}
