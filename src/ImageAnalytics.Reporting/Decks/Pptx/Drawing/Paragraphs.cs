using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes paragraphs.</summary>
internal static class Paragraphs
{
    private const string Language = "en-GB";

    /// <summary>A paragraph of one run with its own style.</summary>
    public static A.Paragraph Of(string text, TextStyle style)
    {
        A.RunProperties properties = new(style.Colour is { } colour ? [colour.Fill()] : Array.Empty<DocumentFormat.OpenXml.OpenXmlElement>()) { Language = Language, FontSize = Hundredths(style.Size), Dirty = false };
        if (style.Bold)
        {
            properties.Bold = true;
        }

        return new A.Paragraph(
            new A.ParagraphProperties
            {
                Alignment = style.Align switch { TextAlign.Centre => A.TextAlignmentTypeValues.Center, TextAlign.Right => A.TextAlignmentTypeValues.Right, _ => A.TextAlignmentTypeValues.Left },
            },
            new A.Run(properties, new A.Text(text)));
    }

    /// <summary>A paragraph that looks as its placeholder says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size of the font in points; null for that of the placeholder.</param>
    /// <param name="own">The placeholder; where only its prompt has a colour, that is taken over.</param>
    public static A.Paragraph Inherited(string text, double? size = null, Placeholder? own = null)
    {
        A.RunProperties properties = new(own is { Own: true, Colour: { } colour } ? [colour.Fill()] : Array.Empty<DocumentFormat.OpenXml.OpenXmlElement>()) { Language = Language, Dirty = false };
        if (own is { Own: true, IsBold: true })
        {
            properties.Bold = true;
        }

        if (size is { } points)
        {
            properties.FontSize = Hundredths(points);
        }

        return new A.Paragraph(new A.Run(properties, new A.Text(text)));
    }

    public static int Hundredths(double points) => (int)Math.Clamp(Math.Round(points * 2) * 50, 100, 400_000);
}
