using System.Text;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes texts from anyone fit for a slide.</summary>
internal static class DeckText
{
    /// <summary>More is never shown; it bounds what is measured.</summary>
    public const int Longest = 2_000;

    /// <summary>The text on one line: control characters and direction marks visible, nothing that XML forbids, at most <see cref="Longest"/> characters.</summary>
    public static string Of(string? text)
    {
        text ??= "";
        bool cut = text.Length > Longest;
        string visible = VisibleText.Of(cut ? text[..Longest] : text);
        StringBuilder clean = new(visible.Length);
        foreach (char c in visible)
        {
            clean.Append(c is '\uFFFE' or '\uFFFF' ? '\uFFFD' : c);
        }

        return cut ? clean.Append('…').ToString() : clean.ToString();
    }

    /// <summary>A label; the empty one of an unknown face has a name too.</summary>
    public static string Label(string label) => label.Length > 0 ? label : "(unknown)";

    /// <summary>One thing or several, with their number.</summary>
    public static string Many(long count, string one, string many) => $"{Format.Count(count)} {(count == 1 ? one : many)}";
}
