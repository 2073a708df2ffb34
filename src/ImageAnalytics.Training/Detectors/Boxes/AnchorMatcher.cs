namespace ImageAnalytics.Training.Detectors.Boxes;

/// <summary>Says which object each reference box (an anchor or a proposal) should find (Ren et al., Faster R-CNN, 2015, section 3.1.2).</summary>
internal static class AnchorMatcher
{
    /// <summary>The box stands for background.</summary>
    public const int Background = -1;

    /// <summary>The box is neither: it is not learned from.</summary>
    public const int Ignored = -2;

    /// <summary>Matches boxes with objects.</summary>
    /// <param name="boxes">The reference boxes.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="crowds">Regions of objects that are not told apart: boxes mostly inside are neither background nor object.</param>
    /// <param name="positive">Least IoU of an object's box.</param>
    /// <param name="negative">Boxes whose largest IoU is below this are background.</param>
    /// <param name="everyObject">Whether each object gets the boxes that fit it best, however badly they do.</param>
    /// <returns>For each box the number of its object, <see cref="Background"/> or <see cref="Ignored"/>.</returns>
    public static int[] Match(
        ReadOnlySpan<EdgeBox> boxes, IReadOnlyList<EdgeBox> objects, IReadOnlyList<EdgeBox> crowds, float positive, float negative, bool everyObject)
    {
        int[] matches = new int[boxes.Length];
        float[] bestOfObject = new float[objects.Count];
        List<(int Box, int Object, float Overlap)> overlaps = [];
        for (int b = 0; b < boxes.Length; b++)
        {
            (int at, float best) = (Background, 0);
            for (int o = 0; o < objects.Count; o++)
            {
                float overlap = boxes[b].IoU(objects[o]);
                if (overlap > 0)
                {
                    bestOfObject[o] = Math.Max(bestOfObject[o], overlap);
                    overlaps.Add((b, o, overlap));
                }

                if (overlap > best)
                {
                    (at, best) = (o, overlap);
                }
            }

            matches[b] = best >= positive ? at : best < negative ? Background : Ignored;
            if (matches[b] == Background && IsInCrowd(boxes[b], crowds))
            {
                matches[b] = Ignored;
            }
        }

        if (everyObject)
        {
            GiveBest(overlaps, bestOfObject, matches);
        }

        return matches;
    }

    private static void GiveBest(List<(int Box, int Object, float Overlap)> overlaps, float[] bestOfObject, int[] matches)
    {
        foreach ((int box, int one, float overlap) in overlaps)
        {
            if (overlap >= bestOfObject[one] && matches[box] < 0)
            {
                matches[box] = one;
            }
        }
    }

    private static bool IsInCrowd(EdgeBox box, IReadOnlyList<EdgeBox> crowds)
    {
        foreach (EdgeBox crowd in crowds)
        {
            EdgeBox inside = new(Math.Max(box.Left, crowd.Left), Math.Max(box.Top, crowd.Top), Math.Min(box.Right, crowd.Right), Math.Min(box.Bottom, crowd.Bottom));
            if (inside is { Width: > 0, Height: > 0 } && inside.Area >= 0.5f * box.Area)
            {
                return true;
            }
        }

        return false;
    }
}
