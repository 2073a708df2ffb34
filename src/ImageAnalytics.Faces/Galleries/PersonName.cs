namespace ImageAnalytics.Faces;

/// <summary>Which names people may have. They come from folders and files, so they are not trusted.</summary>
public static class PersonName
{
    /// <summary>Longest name, in characters.</summary>
    public const int Longest = 200;

    /// <summary>What <see cref="IsValid"/> asks for, in words.</summary>
    public const string Rule = "1 to 200 characters without control characters, that begin with neither a dot nor a blank";

    /// <summary>Whether a person may have this name.</summary>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // What does not decode comes out as the replacement character: bytes of a file name that are no UTF-8, or half of a pair.
        return name.Length is > 0 and <= Longest && name[0] != '.' && !char.IsWhiteSpace(name[0])
            && !name.Any(char.IsControl) && !name.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
    }
}
