using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Sdk;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes native charts: their numbers can be edited, and their colours and fonts are the theme's.</summary>
internal static class ChartFrame
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Makes a chart with its workbook.</summary>
    /// <param name="canvas">The slide.</param>
    /// <param name="chart">What to show.</param>
    /// <param name="box">Where, in points.</param>
    /// <param name="id">The relationship by which the slide names the chart.</param>
    public static GraphicFrame Make(SlideCanvas canvas, DeckChart chart, BoundingBox box, string id)
    {
        ChartPart part = canvas.Part.AddNewPart<ChartPart>(id);
        EmbeddedPackagePart workbook = part.AddNewPart<EmbeddedPackagePart>(Xlsx, "rId1");
        using (MemoryStream bytes = new(ChartWorkbook.Make(chart)))
        {
            workbook.FeedData(bytes);
        }

        part.ChartSpace = new C.ChartSpace(
            new C.Date1904 { Val = false },
            new C.RoundedCorners { Val = false },
            new C.Chart(ChartElements(chart, canvas)),
            new C.ShapeProperties(new A.NoFill(), new A.Outline(new A.NoFill())),
            ChartStyle.Text(12 * canvas.Scale, canvas.Ink),
            new C.ExternalData(new C.AutoUpdate { Val = false }) { Id = "rId1" });
        return new GraphicFrame(
            new NonVisualGraphicFrameProperties(canvas.Next("Chart", ChartText.Description(chart)), new NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoGrouping = true }), new ApplicationNonVisualDrawingProperties()),
            new Transform(Emu.Offset(box), Emu.Extents(box)),
            new A.Graphic(new A.GraphicData(new C.ChartReference { Id = id }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }));
    }

    private static IEnumerable<DocumentFormat.OpenXml.OpenXmlElement> ChartElements(DeckChart chart, SlideCanvas canvas)
    {
        yield return new C.AutoTitleDeleted { Val = true };
        yield return new C.PlotArea([new C.Layout(), ChartPlot.Of(chart), .. ChartAxes.Of(chart, canvas)]);
        if (chart.Series.Count > 1)
        {
            yield return new C.Legend(new C.LegendPosition { Val = C.LegendPositionValues.Bottom }, new C.Overlay { Val = false });
        }

        yield return new C.PlotVisibleOnly { Val = true };
        yield return new C.DisplayBlanksAs { Val = C.DisplayBlanksAsValues.Gap };
    }
}
