namespace ImageAnalytics.Training.Families;

/// <summary>How much each class counts.</summary>
internal static class ClassWeights
{
    /// <summary>Weights by which all classes count alike, with a mean of 1 over the examples; 0 for a class without any.</summary>
    public static float[] Balanced(IEnumerable<int> classIds, int classes)
    {
        int[] counts = new int[classes];
        foreach (int classId in classIds)
        {
            counts[classId]++;
        }

        int present = counts.Count(c => c > 0), all = counts.Sum();
        return [.. counts.Select(c => c == 0 ? 0 : (float)all / (present * c))];
    }
}
