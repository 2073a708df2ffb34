using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Texts and lines of charts, in the theme's colours.</summary>
internal static class ChartStyle
{
    private static readonly A.SchemeColorValues[] s_series =
        [A.SchemeColorValues.Accent1, A.SchemeColorValues.Accent2, A.SchemeColorValues.Accent3, A.SchemeColorValues.Accent4, A.SchemeColorValues.Accent5, A.SchemeColorValues.Accent6];

    public static C.TextProperties Text(double size) => new(
        new A.BodyProperties(),
        new A.ListStyle(),
        new A.Paragraph(new A.ParagraphProperties(new A.DefaultRunProperties(ShapeColour.Ink.Fill()) { FontSize = Paragraphs.Hundredths(size) }), new A.EndParagraphRunProperties { Language = "en-GB" }));

    public static C.ChartShapeProperties Line(ShapeColour colour, double width) => new(ShapeFactory.Line(colour, width));

    public static ShapeColour Series(int index) => new(s_series[index % s_series.Length], null);
}
