using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Sdk;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes plain shapes.</summary>
internal static class ShapeFactory
{
    /// <summary>A text box without frame or margins.</summary>
    public static Shape Text(NonVisualDrawingProperties id, BoundingBox box, IEnumerable<A.Paragraph> paragraphs, A.TextAnchoringTypeValues anchor)
        => new(
            new NonVisualShapeProperties(id, new NonVisualShapeDrawingProperties { TextBox = true }, new ApplicationNonVisualDrawingProperties()),
            new ShapeProperties(Emu.Transform(box), new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }, new A.NoFill()),
            Body(paragraphs, 0, anchor));

    /// <summary>A shape with a fill, an outline or text.</summary>
    /// <param name="id">Its id and name.</param>
    /// <param name="box">Where it is, in points.</param>
    /// <param name="preset">Its form.</param>
    /// <param name="fill">Its fill; null for none.</param>
    /// <param name="line">Its outline; null for none.</param>
    /// <param name="lineWidth">How wide the outline is in points.</param>
    /// <param name="paragraphs">Its text; null for none.</param>
    /// <param name="margin">The margin of the text in points.</param>
    public static Shape Form(
        NonVisualDrawingProperties id, BoundingBox box, A.ShapeTypeValues preset, ShapeColour? fill, ShapeColour? line = null, double lineWidth = 1,
        IReadOnlyList<A.Paragraph>? paragraphs = null, double margin = 0)
    {
        A.AdjustValueList adjust = new();
        if (preset == A.ShapeTypeValues.RoundRectangle)
        {
            adjust.Append(new A.ShapeGuide { Name = "adj", Formula = "val 6000" });
        }

        return new Shape(
            new NonVisualShapeProperties(id, new NonVisualShapeDrawingProperties(), new ApplicationNonVisualDrawingProperties()),
            new ShapeProperties(Emu.Transform(box), new A.PresetGeometry(adjust) { Preset = preset }, Fill(fill), Line(line, lineWidth)),
            Body(paragraphs ?? [new A.Paragraph()], margin, A.TextAnchoringTypeValues.Center));
    }

    public static DocumentFormat.OpenXml.OpenXmlElement Fill(ShapeColour? fill) => fill is null ? new A.NoFill() : fill.Fill();

    public static A.Outline Line(ShapeColour? line, double width) => new(Fill(line)) { Width = (int)Emu.Of(width) };

    private static TextBody Body(IEnumerable<A.Paragraph> paragraphs, double margin, A.TextAnchoringTypeValues anchor)
    {
        int inset = (int)Emu.Of(margin);
        return new TextBody(
        [
            new A.BodyProperties(new A.NormalAutoFit()) { LeftInset = inset, TopInset = inset, RightInset = inset, BottomInset = inset, Wrap = A.TextWrappingValues.Square, Anchor = anchor },
            new A.ListStyle(),
            .. paragraphs,
        ]);
    }
}
