using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Sdk;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes native tables: every cell is text that can be edited.</summary>
internal static class TableFrame
{
    /// <summary>The style "No Style, No Grid", which every version knows; lines and weights are the cells' own.</summary>
    private const string NoStyle = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}";
    private const double Side = 7, Above = 3.5, Largest = 14, Smallest = 8, LineHeight = 1.2;

    /// <summary>Makes a table that fits into a box; rows for which there is no room are left out.</summary>
    public static GraphicFrame Make(SlideCanvas canvas, DeckTable table, BoundingBox box)
    {
        double size = Size(table, box.Height, canvas.Scale);
        double shares = table.Columns.Sum(c => c.Share);
        double[] widths = [.. table.Columns.Select(c => box.Width * c.Share / shares)];
        int lines = table.Columns.Max(c => c.Lines);
        double row = RowHeight(size, lines);
        int rows = Math.Min(table.Rows.Count, Math.Max(1, (int)((box.Height - RowHeight(size, 1)) / row)));
        A.Table native = new(
            new A.TableProperties(new A.TableStyleId(NoStyle)) { FirstRow = true },
            new A.TableGrid(widths.Select(w => new A.GridColumn { Width = Emu.Of(w) })));
        native.Append(new A.TableRow(table.Columns.Select((c, i) => Cell(c.Name, c, widths[i], size, 1, canvas.Emphasis, isHead: true))) { Height = Emu.Of(RowHeight(size, 1)) });
        native.Append(table.Rows.Take(rows).Select(r => new A.TableRow(table.Columns.Select((c, i) => Cell(r[i], c, widths[i], size, c.Lines, canvas.Ink, isHead: false))) { Height = Emu.Of(row) }));
        BoundingBox used = box with { Height = RowHeight(size, 1) + (rows * row) };
        return new GraphicFrame(
            new NonVisualGraphicFrameProperties(canvas.Next("Table", $"Table of {rows} rows: {string.Join(", ", table.Columns.Select(c => c.Name))}."), new NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoGrouping = true }), new ApplicationNonVisualDrawingProperties()),
            new Transform(Emu.Offset(used), Emu.Extents(used)),
            new A.Graphic(new A.GraphicData(native) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/table" }));
    }

    private static double Size(DeckTable table, double height, double scale)
    {
        int lines = table.Columns.Max(c => c.Lines);
        double size = Largest * scale;
        while (size > Smallest * scale && RowHeight(size, 1) + (table.Rows.Count * RowHeight(size, lines)) > height)
        {
            size -= 0.5 * scale;
        }

        return size;
    }

    private static double RowHeight(double size, int lines) => (size * LineHeight * lines) + (2 * Above);

    private static A.TableCell Cell(string text, TableColumn column, double width, double size, int lines, ShapeColour ink, bool isHead)
    {
        string fitted = TextFit.Paragraph(DeckText.Of(text), width - (2 * Side), size, lines, isHead);
        TextStyle style = new(size, isHead, ink, column.IsNumber ? TextAlign.Right : TextAlign.Left);
        OpenXmlElement[] lineKinds = [new A.LeftBorderLineProperties(new A.NoFill()), new A.RightBorderLineProperties(new A.NoFill()), new A.TopBorderLineProperties(new A.NoFill())];
        A.BottomBorderLineProperties bottom = new((isHead ? ShapeColour.Accent : ShapeColour.Rule).Fill()) { Width = isHead ? 19_050 : 9_525 };
        int side = (int)Emu.Of(Side), above = (int)Emu.Of(Above);
        return new A.TableCell(
            new A.TextBody(new A.BodyProperties(), new A.ListStyle(), Paragraphs.Of(fitted, style)),
            new A.TableCellProperties([.. lineKinds, bottom, new A.NoFill()]) { LeftMargin = side, RightMargin = side, TopMargin = above, BottomMargin = above, Anchor = A.TextAnchoringTypeValues.Center });
    }
}
