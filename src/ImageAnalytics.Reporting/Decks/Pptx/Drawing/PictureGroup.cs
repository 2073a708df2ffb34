using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Sdk;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes a picture with what was found in it: boxes, outlines and names are shapes over it, grouped with it.</summary>
internal static partial class PictureGroup
{
    private const int MaskUnits = 10;

    /// <summary>Makes the group.</summary>
    /// <param name="canvas">The slide.</param>
    /// <param name="picture">What to show.</param>
    /// <param name="imageId">The relationship to the picture's file.</param>
    /// <param name="box">Where, in points; of the picture's aspect.</param>
    public static GroupShape Make(SlideCanvas canvas, DeckPicture picture, string imageId, BoundingBox box)
    {
        string caption = DeckText.Of(picture.Caption);
        GroupShape group = new(
            new NonVisualGroupShapeProperties(canvas.Next("Picture with findings"), new NonVisualGroupShapeDrawingProperties(), new ApplicationNonVisualDrawingProperties()),
            new GroupShapeProperties(new A.TransformGroup(
                Emu.Offset(box), Emu.Extents(box), new A.ChildOffset { X = Emu.Of(box.X), Y = Emu.Of(box.Y) }, new A.ChildExtents { Cx = Math.Max(1, Emu.Of(box.Width)), Cy = Math.Max(1, Emu.Of(box.Height)) })));
        IReadOnlyList<PlacedMark> marks = DeckMarkPlacer.Place(picture, box.Width, box.Height, canvas.Scale);
        string found = marks.Count == 0 ? "" : $" Found: {DeckText.Of(string.Join(", ", picture.Marks.Take(marks.Count).Select(m => m.Name)))}.";
        group.Append(new Picture(
            new NonVisualPictureProperties(canvas.Next("Picture", $"{caption}.{found}"), new NonVisualPictureDrawingProperties(new A.PictureLocks { NoChangeAspect = true }), new ApplicationNonVisualDrawingProperties()),
            new BlipFill(new A.Blip { Embed = imageId }, new A.Stretch(new A.FillRectangle())),
            new ShapeProperties(Emu.Transform(box), new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })));
        foreach (PlacedMark placed in marks)
        {
            ShapeColour colour = ShapeColour.Fixed(DeckColours.Of(placed.Mark.Colour));
            if (placed.Outline is { } outline)
            {
                group.Append(Outline(canvas.Next("Outline"), outline, box, colour));
            }

            group.Append(ShapeFactory.Form(
                canvas.Next("Box"), placed.Box.Offset(box.X, box.Y), A.ShapeTypeValues.Rectangle, null, placed.Outline is null ? colour : colour.At(0.6), placed.Outline is null ? 1.5 : 0.75));
        }

        foreach (PlacedMark placed in marks.Where(m => m.Name.Length > 0))
        {
            group.Append(ShapeFactory.Form(
                canvas.Next("Name"), placed.NameBox.Offset(box.X, box.Y), A.ShapeTypeValues.Rectangle, ShapeColour.Fixed(DeckColours.Of(placed.Mark.Colour)),
                paragraphs: [Paragraphs.Of(placed.Name, new TextStyle(DeckMarkPlacer.NameSize * canvas.Scale, Bold: true, ShapeColour.White, TextAlign.Centre))]));
        }

        return group;
    }

    // The outline's numbers are pixels of its grid, counted at their centres.
    private static Shape Outline(NonVisualDrawingProperties id, MaskOutline outline, BoundingBox box, ShapeColour colour)
    {
        A.Path path = new() { Width = outline.Width * MaskUnits, Height = outline.Height * MaskUnits };
        foreach (string contour in outline.Path.Split('z', StringSplitOptions.RemoveEmptyEntries))
        {
            int[] numbers = [.. Number().Matches(contour).Select(m => int.Parse(m.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))];
            (int x, int y) = (numbers[0], numbers[1]);
            path.Append(new A.MoveTo(Point(x, y)));
            for (int i = 2; i + 1 < numbers.Length; i += 2)
            {
                (x, y) = (x + numbers[i], y + numbers[i + 1]);
                path.Append(new A.LineTo(Point(x, y)));
            }

            path.Append(new A.CloseShapePath());
        }

        return new Shape(
            new NonVisualShapeProperties(id, new NonVisualShapeDrawingProperties(), new ApplicationNonVisualDrawingProperties()),
            new ShapeProperties(
                Emu.Transform(box),
                new A.CustomGeometry(new A.AdjustValueList(), new A.ShapeGuideList(), new A.AdjustHandleList(), new A.ConnectionSiteList(), new A.Rectangle { Left = "0", Top = "0", Right = "r", Bottom = "b" }, new A.PathList(path)),
                colour.At(0.35).Fill(),
                ShapeFactory.Line(colour, 1.25)));
    }

    private static A.Point Point(int x, int y) => new() { X = Units(x), Y = Units(y) };

    private static StringValue Units(int number) => ((number * MaskUnits) + (MaskUnits / 2)).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("-?[0-9]+")]
    private static partial Regex Number();
}
