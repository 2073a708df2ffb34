using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Texts and lines of charts, in the theme's colours.</summary>
internal static class ChartStyle
{
    private const int Accents = 6;

    public static C.TextProperties Text(double size, ShapeColour ink) => new(
        new A.BodyProperties(),
        new A.ListStyle(),
        new A.Paragraph(new A.ParagraphProperties(new A.DefaultRunProperties(ink.Fill()) { FontSize = Paragraphs.Hundredths(size) }), new A.EndParagraphRunProperties { Language = "en-GB" }));

    public static C.ChartShapeProperties Line(ShapeColour colour, double width) => new(ShapeFactory.Line(colour, width));

    public static ShapeColour Series(int index) => ShapeColour.OfTheme($"accent{(index % Accents) + 1}");
}
