namespace ImageAnalytics.Results.Storing;

/// <summary>Text as the store can keep it.</summary>
internal static class StoredText
{
    /// <summary>A NUL character would end the text on its way through DuckDB: those at the end go, others become the replacement character.</summary>
    public static string? Of(string? text)
        => text is null || !text.Contains('\0') ? text : text.TrimEnd('\0').Replace('\0', '\uFFFD');
}
