using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Evaluation;

/// <summary>Puts classes of data together that differ in their capitals alone, where the model has one for them.</summary>
internal static class ClassSpelling
{
    /// <summary>The data with such classes as one, the first of them or the one that is spelt as the model's.</summary>
    /// <param name="data">The data.</param>
    /// <param name="labels">The model's labels; where two of them differ in their capitals alone, those classes stay.</param>
    public static Dataset Merge(Dataset data, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(data);
        HashSet<string> exact = [.. labels.Select(l => l.Trim()), .. labels.SelectMany(ClassMatch.NamesOf)];
        int[] classOf = [.. Enumerable.Range(0, data.Classes.Count)];
        foreach (IGrouping<string, int> alike in classOf.ToLookup(c => data.Classes[c].Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            int[] spelt = [.. alike.Where(c => exact.Contains(data.Classes[c].Trim()))];
            if (spelt.Length < 2 && exact.Contains(alike.Key, StringComparer.OrdinalIgnoreCase))
            {
                foreach (int other in alike)
                {
                    classOf[other] = spelt.Length == 1 ? spelt[0] : alike.First();
                }
            }
        }

        return MergedClasses.Of(data, classOf);
    }
}
