namespace ImageAnalytics.Training.Families.Faces;

/// <summary>How well vectors tell people apart.</summary>
internal static class FaceFigures
{
    private const int Steps = 400;

    /// <summary>The share of faces that are nearest to one of their own person's enrolled faces.</summary>
    /// <param name="faces">Each face's person and vector of length 1.</param>
    /// <param name="enrolled">How many faces of each person, the first ones, are enrolled.</param>
    /// <returns>The share of the others; NaN where there are none.</returns>
    public static double RankOne(IReadOnlyList<(int Person, float[] Vector)> faces, int enrolled)
    {
        (int Person, float[] Vector)[] known = [.. faces.GroupBy(f => f.Person).SelectMany(p => p.Take(enrolled))];
        (int Person, float[] Vector)[] asked = [.. faces.GroupBy(f => f.Person).SelectMany(p => p.Skip(enrolled))];
        return asked.Length == 0 ? double.NaN : asked.Average(a => known.MinBy(k => Distance(a.Vector, k.Vector)).Person == a.Person ? 1.0 : 0);
    }

    /// <summary>The distance that tells pairs of one person from pairs of two best, both kinds counting alike.</summary>
    /// <returns>The distance and the share of pairs that it tells rightly.</returns>
    public static (double Tolerance, double Accuracy) BestTolerance(IReadOnlyList<(int Person, float[] Vector)> faces)
    {
        List<double> same = [], different = [];
        for (int i = 0; i < faces.Count; i++)
        {
            for (int j = i + 1; j < faces.Count; j++)
            {
                (faces[i].Person == faces[j].Person ? same : different).Add(Distance(faces[i].Vector, faces[j].Vector));
            }
        }

        if (same.Count == 0 || different.Count == 0)
        {
            return (0.5, double.NaN);
        }

        same.Sort();
        different.Sort();
        return Enumerable.Range(1, Steps - 1).Select(i => 2.0 * i / Steps)
            .Select(t => (Tolerance: t, Accuracy: (UpTo(same, t) / (double)same.Count / 2) + ((different.Count - UpTo(different, t)) / (double)different.Count / 2)))
            .GroupBy(t => t.Accuracy).MaxBy(g => g.Key)!.OrderBy(t => t.Tolerance).ToArray() is var best ? best[best.Length / 2] : default;
    }

    // How many of the sorted distances are at most a limit.
    private static int UpTo(List<double> sorted, double limit)
    {
        (int from, int to) = (0, sorted.Count);
        while (from < to)
        {
            int middle = (from + to) / 2;
            (from, to) = sorted[middle] <= limit ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>The cosine distance of two vectors of length 1: 0 to 2.</summary>
    public static double Distance(float[] first, float[] second) => 1 - System.Numerics.Tensors.TensorPrimitives.Dot<float>(first, second);
}
