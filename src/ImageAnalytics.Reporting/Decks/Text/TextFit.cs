using System.Text;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes text fit into a width, by measure.</summary>
internal static class TextFit
{
    private const string Dots = "…";

    /// <summary>The text, or as much of its start as fits with an ellipsis after it.</summary>
    public static string End(string text, double width, double size, bool bold = false)
    {
        if (TextWidth.Of(text, size, bold) <= width)
        {
            return text;
        }

        return string.Concat(Taken(text.EnumerateRunes(), width, size, bold)).TrimEnd() + Dots;
    }

    /// <summary>The text, or its start and its end with an ellipsis between: paths differ at their ends.</summary>
    public static string Middle(string text, double width, double size)
    {
        if (TextWidth.Of(text, size) <= width)
        {
            return text;
        }

        double end = width * 0.6;
        string tail = string.Concat(Taken(text.EnumerateRunes().Reverse(), end, size, false).AsEnumerable().Reverse());
        return string.Concat(Taken(text.EnumerateRunes(), width - TextWidth.Of(tail, size), size, false)).TrimEnd() + Dots + tail;
    }

    /// <summary>How many lines a text takes on a slide.</summary>
    public static int CountLines(string text, double width, double size, bool bold = false) => Starts(text, width, size, int.MaxValue, bold).Count;

    /// <summary>The text shortened so that it takes at most some lines on a slide; it stays one paragraph.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width of a line in points.</param>
    /// <param name="size">The size of the font in points.</param>
    /// <param name="lines">At most so many.</param>
    /// <param name="bold">Whether it is bold.</param>
    public static string Paragraph(string text, double width, double size, int lines, bool bold = false)
    {
        int last = Starts(text, width, size, lines, bold)[^1];
        return text[..last] + End(text[last..], width, size, bold);
    }

    // Where each line begins. A word that is wider than a line is broken.
    private static List<int> Starts(string text, double width, double size, int lines, bool bold)
    {
        List<int> starts = [0];
        while (starts.Count < lines && TextWidth.Of(text[starts[^1]..], size, bold) > width)
        {
            string rest = text[starts[^1]..];
            int fits = string.Concat(Taken(rest.EnumerateRunes(), width + TextWidth.Of(Dots, size, bold), size, bold)).Length;
            int space = fits < rest.Length && rest[fits] == ' ' ? fits : rest.LastIndexOf(' ', Math.Max(0, fits - 1));
            starts.Add(starts[^1] + (space > 0 ? space + 1 : Math.Max(fits, char.IsHighSurrogate(rest[0]) ? 2 : 1)));
        }

        return starts;
    }

    private static List<Rune> Taken(IEnumerable<Rune> runes, double width, double size, bool bold)
    {
        double left = width - TextWidth.Of(Dots, size, bold);
        List<Rune> taken = [];
        foreach (Rune rune in runes)
        {
            left -= TextWidth.Ems(rune) * size * (bold ? 1.08 : 1);
            if (left < 0)
            {
                break;
            }

            taken.Add(rune);
        }

        return taken;
    }
}
