namespace ImageAnalytics.Inference.Cards;

/// <summary>Which names models and their files may have: none that leaves its folder, hides, or looks like an option.</summary>
internal static class ModelName
{
    /// <summary>What <see cref="IsModel"/> asks for, in words.</summary>
    public const string ModelRule = "1 to 64 lower-case letters, digits and single hyphens between them";

    /// <summary>What <see cref="IsFile"/> asks for, in words.</summary>
    public const string FileRule = "a plain file name of at most 128 letters, digits, '.', '_', '+' and '-', beginning with a letter or digit";

    /// <summary>Whether a model may have this name.</summary>
    public static bool IsModel(string name)
        => name.Length is > 0 and <= 64
            && name.Split('-').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    /// <summary>Whether a file of a model may have this name.</summary>
    public static bool IsFile(string name)
        => name.Length is > 0 and <= 128
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-')
            && name != ModelCard.FileName;

    /// <summary>Whether this is a relative path with <c>/</c> that goes nowhere else.</summary>
    public static bool IsPath(string path)
        => path.Length is > 0 and <= 512
            && !path.Contains('\\', StringComparison.Ordinal)
            && path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && !part.Any(char.IsControl));

    /// <summary>Whether these are <paramref name="length"/> lower-case hexadecimal digits.</summary>
    public static bool IsHex(string text, int length) => text.Length == length && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');
}
