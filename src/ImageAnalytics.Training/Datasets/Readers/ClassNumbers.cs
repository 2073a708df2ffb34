namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Numbers of classes by name.</summary>
internal static class ClassNumbers
{
    /// <summary>The position of each name; of a name that stands twice, the first.</summary>
    public static Dictionary<string, int> Of(IReadOnlyList<string> classes)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        for (int i = 0; i < classes.Count; i++)
        {
            numbers.TryAdd(classes[i], i);
        }

        return numbers;
    }
}
