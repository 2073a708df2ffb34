namespace ImageAnalytics.Training.Detectors.Boxes;

/// <summary>Greedy non-maximum suppression, as ONNX's <c>NonMaxSuppression</c> does it.</summary>
internal static class GreedySuppression
{
    /// <summary>Keeps the best of overlapping boxes.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="order">Positions of the boxes, best first.</param>
    /// <param name="threshold">A box goes when its IoU with a kept one is above this.</param>
    /// <param name="most">Most boxes to keep.</param>
    /// <returns>Positions of the kept boxes, best first.</returns>
    public static List<int> Keep(ReadOnlySpan<EdgeBox> boxes, ReadOnlySpan<int> order, float threshold, int most)
    {
        List<int> kept = [];
        foreach (int index in order)
        {
            if (kept.Count >= most)
            {
                break;
            }

            if (!Overlaps(boxes, kept, boxes[index], threshold))
            {
                kept.Add(index);
            }
        }

        return kept;
    }

    /// <summary>Positions of numbers, largest first, equal ones in their order; those that are not above the least are left out.</summary>
    public static int[] Order(ReadOnlySpan<float> scores, int most, float least = float.NegativeInfinity)
    {
        List<(float Score, int Index)> all = new(scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > least)
            {
                all.Add((-scores[i], i));
            }
        }

        all.Sort();
        return [.. all.Take(most).Select(s => s.Index)];
    }

    private static bool Overlaps(ReadOnlySpan<EdgeBox> boxes, List<int> kept, EdgeBox box, float threshold)
    {
        foreach (int index in kept)
        {
            if (boxes[index].IoU(box) > threshold)
            {
                return true;
            }
        }

        return false;
    }
}
