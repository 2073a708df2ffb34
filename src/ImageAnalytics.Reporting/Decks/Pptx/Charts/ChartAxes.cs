using DocumentFormat.OpenXml;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes the two axes of a chart.</summary>
internal static class ChartAxes
{
    public static IEnumerable<OpenXmlElement> Of(DeckChart chart, SlideCanvas canvas)
    {
        double size = 11 * canvas.Scale;
        bool bars = chart.Kind == ChartKind.Bars;

        // The values stand at the bars of a single series; then the axis would say them again.
        bool plain = chart.Kind != ChartKind.Lines && chart.Series.Count == 1;
        yield return new C.CategoryAxis(
        [
            new C.AxisId { Val = ChartPlot.CategoryAxis },
            new C.Scaling(new C.Orientation { Val = bars ? C.OrientationValues.MaxMin : C.OrientationValues.MinMax }),
            new C.Delete { Val = false },
            new C.AxisPosition { Val = bars ? C.AxisPositionValues.Left : C.AxisPositionValues.Bottom },
            .. bars ? Array.Empty<OpenXmlElement>() : [Title(chart.CategoryName, size, canvas.Soft)],
            new C.NumberingFormat { FormatCode = "General", SourceLinked = false },
            new C.MajorTickMark { Val = C.TickMarkValues.None }, new C.MinorTickMark { Val = C.TickMarkValues.None }, new C.TickLabelPosition { Val = C.TickLabelPositionValues.Low },
            ChartStyle.Line(canvas.Ink.At(0.4), 0.75),
            new C.CrossingAxis { Val = ChartPlot.ValueAxis }, new C.Crosses { Val = C.CrossesValues.AutoZero },
            new C.AutoLabeled { Val = true }, new C.LabelAlignment { Val = C.LabelAlignmentValues.Center }, new C.LabelOffset { Val = 100 }, new C.NoMultiLevelLabels { Val = true },
        ]);
        yield return new C.ValueAxis(
        [
            new C.AxisId { Val = ChartPlot.ValueAxis },
            new C.Scaling(new C.Orientation { Val = C.OrientationValues.MinMax }, new C.MinAxisValue { Val = 0 }),
            new C.Delete { Val = plain },
            new C.AxisPosition { Val = bars ? C.AxisPositionValues.Bottom : C.AxisPositionValues.Left },
            .. plain ? Array.Empty<OpenXmlElement>() : [new C.MajorGridlines(ChartStyle.Line(canvas.Ink.At(0.15), 0.75)), Title(chart.ValueName, size, canvas.Soft)],
            new C.NumberingFormat { FormatCode = "#,##0", SourceLinked = false },
            new C.MajorTickMark { Val = C.TickMarkValues.None }, new C.MinorTickMark { Val = C.TickMarkValues.None }, new C.TickLabelPosition { Val = C.TickLabelPositionValues.NextTo },
            new C.ChartShapeProperties(new A.Outline(new A.NoFill())),
            new C.CrossingAxis { Val = ChartPlot.CategoryAxis },

            // The first bar is on top, so the bottom is where the categories end.
            new C.Crosses { Val = bars ? C.CrossesValues.Maximum : C.CrossesValues.AutoZero },
            new C.CrossBetween { Val = C.CrossBetweenValues.Between },
        ]);
    }

    private static C.Title Title(string text, double size, ShapeColour colour) => new(
        new C.ChartText(new C.RichText(new A.BodyProperties(), new A.ListStyle(), new A.Paragraph(
            new A.ParagraphProperties(new A.DefaultRunProperties { FontSize = Paragraphs.Hundredths(size), Bold = false }),
            new A.Run(new A.RunProperties(colour.Fill()) { Language = "en-GB", FontSize = Paragraphs.Hundredths(size), Bold = false }, new A.Text(text))))),
        new C.Overlay { Val = false });
}
