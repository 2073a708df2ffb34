using System.Text;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>How wide text is, the same on every machine: fonts of the machine that writes a deck say nothing about the one that shows it.</summary>
/// <remarks>Source: advance widths of Helvetica (Adobe core font metrics), which Arial and Liberation Sans share; wide scripts count as one em.</remarks>
internal static class TextWidth
{
    private const double Wide = 1.0, Other = 0.62, Bold = 1.08;

    // Thousandths of an em for U+0020 to U+007E.
    private static readonly short[] s_ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278,
        584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
        667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
        278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>The width of a text in points.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">The size of the font in points.</param>
    /// <param name="bold">Whether it is bold.</param>
    public static double Of(string text, double size, bool bold = false)
    {
        double ems = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            ems += Ems(rune);
        }

        return ems * size * (bold ? Bold : 1);
    }

    /// <summary>The width of a character in ems.</summary>
    public static double Ems(Rune rune) => rune.Value switch
    {
        >= 0x20 and < 0x7F => s_ascii[rune.Value - 0x20] / 1000.0,
        '\u202F' or '\u2009' => 0.2,
        '…' => Wide,
        >= 0x300 and < 0x370 => 0,
        >= 0x1100 and < 0x1200 or >= 0x2E80 and < 0xD7B0 or >= 0xF900 and < 0xFB00 or >= 0xFE30 and < 0xFE70 or >= 0xFF00 and < 0xFF61 or >= 0x1F000 => Wide,
        >= 0x2190 and < 0x2800 => Wide,
        _ => Other,
    };
}
