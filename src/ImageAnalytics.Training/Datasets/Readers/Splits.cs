namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>The names by which people call the parts of their data.</summary>
internal static class Splits
{
    /// <summary>The split that a folder's or list's name means: <c>train</c>, <c>val</c> or <c>test</c>; null for any other name.</summary>
    public static string? Of(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[16];
        int length = name.Length <= lower.Length ? name.ToLowerInvariant(lower) : 0;
        return lower[..Math.Max(0, length)] switch
        {
            "train" or "training" => "train",
            "val" or "valid" or "validation" => "val",
            "test" or "testing" => "test",
            _ => null,
        };
    }

    /// <summary>The split of a path: that of its last folder whose name means one; null where none does.</summary>
    public static string? OfFolders(string path)
    {
        string[] parts = path.Split('/');
        for (int i = parts.Length - 2; i >= 0; i--)
        {
            if (Of(WithoutYear(parts[i])) is { } split)
            {
                return split;
            }
        }

        return null;
    }

    /// <summary>The split in a file's name such as <c>instances_train2017.json</c>; null where none is.</summary>
    public static string? OfFileName(string path)
        => Path.GetFileNameWithoutExtension(path).Split('_', '-', '.').Select(p => Of(WithoutYear(p))).FirstOrDefault(s => s is not null);

    private static ReadOnlySpan<char> WithoutYear(ReadOnlySpan<char> name) => name.TrimEnd("0123456789");
}
