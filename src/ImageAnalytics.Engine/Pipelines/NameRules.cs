namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Which names a pipeline file may give.</summary>
internal static class NameRules
{
    public const int MaxLength = 64;

    /// <summary>What an id may be, in words.</summary>
    public const string IdText = "lower-case letters, digits and hyphens, a letter first, at most 64";

    /// <summary>What a pipeline's name may be, in words.</summary>
    public const string NameText = "letters, digits, spaces and - _ . with a letter or digit at both ends, at most 64";

    /// <summary>Folder of an output folder that no pipeline may own.</summary>
    public const string StoreFolder = "store";

    public static bool IsId(string text)
        => text.Length is > 0 and <= MaxLength
            && char.IsAsciiLetterLower(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static bool IsName(string text)
        => text.Length is > 0 and <= MaxLength
            && char.IsAsciiLetterOrDigit(text[0])
            && char.IsAsciiLetterOrDigit(text[^1])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.');

    /// <summary>The text made into an id, as a proposal; null when nothing is left.</summary>
    public static string? ToId(string text)
    {
        string id = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        id = id.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        return IsId(id) ? id : null;
    }
}
