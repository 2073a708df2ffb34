namespace ImageAnalytics.Dashboard.Results;

/// <summary>Names in addresses that may become names of files and folders.</summary>
internal static class SafeNames
{
    private const int MaxLength = 255;

    /// <summary>Whether a text is the plain name of something that is not hidden: nothing in it leads elsewhere.</summary>
    public static bool IsSafe(string name)
        => name.Length is > 0 and <= MaxLength && name[0] != '.'
            && !name.AsSpan().ContainsAny('/', '\\', '%') && !name.Any(char.IsControl);
}
