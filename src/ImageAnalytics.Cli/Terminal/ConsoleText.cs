using System.Text;

namespace ImageAnalytics.Cli.Terminal;

/// <summary>Text from files, models and plugins made safe for a terminal.</summary>
internal static class ConsoleText
{
    /// <summary>Replaces control characters, so that a file name cannot move the cursor or forge a line.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(c => char.IsControl(c) && c != '\n'))
        {
            return text;
        }

        StringBuilder clean = new(text.Length);
        foreach (char c in text)
        {
            clean.Append(char.IsControl(c) && c != '\n' ? '\uFFFD' : c);
        }

        return clean.ToString();
    }

    /// <summary>The same on one line, for what holds names of files and labels, in which line feeds may be.</summary>
    public static string Line(string text) => Clean(text.ReplaceLineEndings(" "));

    /// <summary>Writes problems to standard error, one a line.</summary>
    public static void Problems(IEnumerable<string> problems)
    {
        foreach (string problem in problems)
        {
            Console.Error.WriteLine($"error: {Clean(problem)}");
        }
    }
}
