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
        // How many pairs have their distance between one step and the next: there are too many pairs to keep.
        long[] same = new long[Steps + 1], different = new long[Steps + 1];
        for (int i = 0; i < faces.Count; i++)
        {
            for (int j = i + 1; j < faces.Count; j++)
            {
                (faces[i].Person == faces[j].Person ? same : different)[StepOf(Distance(faces[i].Vector, faces[j].Vector))]++;
            }
        }

        double allSame = same.Sum(), allDifferent = different.Sum();
        if (allSame == 0 || allDifferent == 0)
        {
            return (0.5, double.NaN);
        }

        (double Tolerance, double Accuracy)[] all = new (double, double)[Steps - 1];
        long sameUpTo = same[0], differentUpTo = different[0];
        for (int step = 1; step < Steps; step++)
        {
            (sameUpTo, differentUpTo) = (sameUpTo + same[step], differentUpTo + different[step]);
            all[step - 1] = (ToleranceOf(step), (sameUpTo / allSame / 2) + ((allDifferent - differentUpTo) / allDifferent / 2));
        }

        double highest = all.Max(t => t.Accuracy);
        (double Tolerance, double Accuracy)[] best = [.. all.Where(t => t.Accuracy == highest)];
        return best[best.Length / 2];
    }

    private static double ToleranceOf(int step) => 2.0 * step / Steps;

    // The first step whose tolerance a distance does not exceed.
    private static int StepOf(double distance)
    {
        int step = Math.Clamp((int)(distance * Steps / 2), 0, Steps);
        return step < Steps && distance > ToleranceOf(step) ? step + 1 : step;
    }

    /// <summary>The cosine distance of two vectors of length 1: 0 to 2.</summary>
    public static double Distance(float[] first, float[] second) => 1 - System.Numerics.Tensors.TensorPrimitives.Dot<float>(first, second);
}
