using System.Globalization;
using System.Text;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Makes foreign text fit for a message: one line, no control characters, not endless.</summary>
internal static class ShownText
{
    /// <summary>Longest text shown in full, in UTF-16 units; enough for a path.</summary>
    public const int MaxLength = 400;

    /// <summary>The text with control, format and lone surrogate characters as <c>\uXXXX</c>, cut after <see cref="MaxLength"/>.</summary>
    public static string Of(string text, int maxLength = MaxLength)
    {
        if (text.Length <= maxLength && text.All(IsPlain))
        {
            return text;
        }

        StringBuilder shown = new(Math.Min(text.Length, maxLength) + 8);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= maxLength)
            {
                return shown.Append('…').ToString();
            }

            if (IsHidden(Rune.GetUnicodeCategory(rune)) || rune == Rune.ReplacementChar)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }

    /// <summary>Whether a text holds a character that no name or title may hold: control characters, but for tab and line ends.</summary>
    public static bool HoldsControl(string text)
        => text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')) || text.Contains('\uFFFE') || text.Contains('\uFFFF');

    private static bool IsPlain(char c) => !char.IsSurrogate(c) && c != '\uFFFD' && !IsHidden(char.GetUnicodeCategory(c));

    private static bool IsHidden(UnicodeCategory category)
        => category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
}
