using System.Globalization;
using System.Text;

namespace ImageAnalytics.Reporting;

/// <summary>Makes characters that a page would swallow, or that would turn it around, visible.</summary>
internal static class VisibleText
{
    /// <summary>
    /// Control characters become their Unicode control pictures, direction marks and other invisible formatting <c>‹U+202E›</c>,
    /// lone surrogates and what Unicode keeps from being characters the replacement character. Everything else stays. Encoding for HTML is the page's own work.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder visible = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value < 0x20)
            {
                visible.Append((char)(0x2400 + rune.Value));
            }
            else if (rune.Value == 0x7F)
            {
                visible.Append('\u2421');
            }
            else if (IsNoCharacter(rune))
            {
                visible.Append('\uFFFD');
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                visible.Append(CultureInfo.InvariantCulture, $"‹U+{rune.Value:X4}›");
            }
            else
            {
                visible.Append(rune.ToString());
            }
        }

        return visible.ToString();
    }

    // XML has no place for them.
    private static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
