using System.Text;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>Texts as inputs.</summary>
internal static class Words
{
    /// <summary>What every JSON text is made of.</summary>
    public static IReadOnlyList<byte[]> Json { get; } = Of("{", "}", "[", "]", ":", ",", "\"", "null", "true", "false", "{}", "[]", "\"\"", "\\u0000", "\\ud800", "1e999", "[[", "{\"a\":");

    /// <summary>What every YAML text is made of.</summary>
    public static IReadOnlyList<byte[]> Yaml { get; } =
        Of(": ", "- ", "\n  ", "\n- ", "\n", "[", "]", "{", "}", "&a ", "*a", "!!str ", "!x ", "|", ">", "'", "\"", "#", "? ", "---\n", "...\n", "%YAML 1.2\n", "~", "null", "\\x", "<<: ", "[[", "{a: ", "\t");

    /// <summary>Texts in UTF-8.</summary>
    public static IReadOnlyList<byte[]> Of(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>An input as a text; what is no UTF-8 becomes the replacement character.</summary>
    public static string Text(byte[] input) => Encoding.UTF8.GetString(input);
}
