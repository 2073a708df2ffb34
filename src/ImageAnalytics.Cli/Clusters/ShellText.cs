namespace ImageAnalytics.Cli.Clusters;

/// <summary>Text for a shell script.</summary>
internal static class ShellText
{
    /// <summary>One word of a command, whatever is in it: <c>it's</c> becomes <c>'it'\''s'</c>.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Words of a command.</summary>
    public static string Quote(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
