namespace ImageAnalytics.Reporting.Decks;

/// <summary>A text with the size at which it fits.</summary>
/// <param name="Text">Shortened where no size would do.</param>
/// <param name="Size">The size of the font in points.</param>
internal sealed record FittedText(string Text, double Size)
{
    private const double LineHeight = 1.2;

    /// <summary>Makes a text fit into a box: first smaller, then shorter.</summary>
    /// <param name="text">The text, one paragraph.</param>
    /// <param name="width">The width inside the box's margins, in points.</param>
    /// <param name="height">The height inside them.</param>
    /// <param name="size">The size that is wanted.</param>
    /// <param name="smallest">The smallest that is still read.</param>
    /// <param name="bold">Whether it is bold.</param>
    public static FittedText In(string text, double width, double height, double size, double smallest, bool bold = false)
    {
        for (double tried = size; ; tried = Math.Max(smallest, Math.Floor(tried * 0.92)))
        {
            int lines = Math.Max(1, (int)(height / (tried * LineHeight)));
            if (tried <= smallest || TextFit.CountLines(text, width, tried, bold) <= lines)
            {
                return new FittedText(TextFit.Paragraph(text, width, tried, lines, bold), tried);
            }
        }
    }
}
