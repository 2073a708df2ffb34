using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Sdk;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A slide that is being filled. Gives every shape an id of its own.</summary>
internal sealed class SlideCanvas
{
    private uint _lastId = 1;

    public SlideCanvas(SlidePart part, SlidePlan plan, SlidePlanner planner)
    {
        (Part, Plan, Scale, Ink, Emphasis) = (part, plan, planner.Scale, planner.Ink, planner.Emphasis);
        Tree = new ShapeTree(
            new NonVisualGroupShapeProperties(new NonVisualDrawingProperties { Id = 1, Name = "" }, new NonVisualGroupShapeDrawingProperties(), new ApplicationNonVisualDrawingProperties()),
            new GroupShapeProperties(new A.TransformGroup(
                new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = 0, Cy = 0 }, new A.ChildOffset { X = 0, Y = 0 }, new A.ChildExtents { Cx = 0, Cy = 0 })));
    }

    public SlidePart Part { get; }

    public SlidePlan Plan { get; }

    /// <summary>The colour of texts, as the design has it.</summary>
    public ShapeColour Ink { get; }

    /// <summary>The colour of large figures and heads of tables.</summary>
    public ShapeColour Emphasis { get; }

    /// <summary>The colour of texts that stand back.</summary>
    public ShapeColour Soft => Ink.At(0.68);

    /// <summary>How much larger texts and gaps are than on a slide of 720 by 540 points.</summary>
    public double Scale { get; }

    public ShapeTree Tree { get; }

    /// <summary>An id and a name for a shape.</summary>
    public NonVisualDrawingProperties Next(string name, string? description = null)
    {
        _lastId++;
        NonVisualDrawingProperties properties = new() { Id = _lastId, Name = $"{name} {_lastId - 1}" };
        if (description is { Length: > 0 })
        {
            properties.Description = DeckText.Of(description);
        }

        return properties;
    }

    /// <summary>Adds the title, in the layout's placeholder where it has one.</summary>
    public void AddTitle(string text)
    {
        Placeholder? placeholder = Plan.Title;
        double size = placeholder?.Size ?? 26 * Scale, inset = Placeholder.Inset;
        bool bold = placeholder?.IsBold ?? true;
        BoundingBox box = Plan.TitleBox;
        FittedText fitted = FittedText.In(DeckText.Of(text), box.Width - (2 * inset), box.Height - Placeholder.InsetAbove, size, Math.Min(size, 15 * Scale), bold);
        AddPlaceholder(
            "Title",
            new PlaceholderShape { Type = placeholder?.Type == "ctrTitle" ? PlaceholderValues.CenteredTitle : PlaceholderValues.Title },
            placeholder is null ? box : null,
            [Paragraphs.Inherited(fitted.Text, fitted.Size < size || placeholder is null || placeholder.Own ? fitted.Size : null, placeholder)]);
    }

    /// <summary>Adds paragraphs into a placeholder of the layout.</summary>
    /// <param name="name">The shape's name.</param>
    /// <param name="placeholder">Which placeholder.</param>
    /// <param name="box">Where, when it is not where the layout has it.</param>
    /// <param name="paragraphs">At least one.</param>
    public void AddPlaceholder(string name, PlaceholderShape placeholder, BoundingBox? box, IEnumerable<A.Paragraph> paragraphs)
        => Tree.Append(new Shape(
            new NonVisualShapeProperties(Next(name), new NonVisualShapeDrawingProperties(new A.ShapeLocks { NoGrouping = true }), new ApplicationNonVisualDrawingProperties(placeholder)),
            box is { } b ? new ShapeProperties(Emu.Transform(b)) : new ShapeProperties(),
            new TextBody([new A.BodyProperties(new A.NormalAutoFit()), new A.ListStyle(), .. paragraphs])));

    /// <summary>Adds a text box.</summary>
    public void AddText(string name, BoundingBox box, IEnumerable<A.Paragraph> paragraphs, A.TextAnchoringTypeValues? anchor = null)
        => Tree.Append(ShapeFactory.Text(Next(name), box, paragraphs, anchor ?? A.TextAnchoringTypeValues.Top));

    /// <summary>Adds footer and slide number where the layout has room for them.</summary>
    public void AddFoot(string footer)
    {
        if (Plan.Footer is { } place)
        {
            string text = TextFit.End(DeckText.Of(footer), place.Box.Width - (2 * Placeholder.Inset), place.Size);
            AddPlaceholder("Footer", Of(place, PlaceholderValues.Footer), null, [Paragraphs.Inherited(text, place.Own ? place.Size : null, place)]);
        }

        if (Plan.Number is { } number)
        {
            A.Field field = new(new A.RunProperties { Language = "en-GB" }, new A.Text("‹#›")) { Id = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", Type = "slidenum" };
            AddPlaceholder("Slide number", Of(number, PlaceholderValues.SlideNumber), null, [new A.Paragraph(field)]);
        }
    }

    /// <summary>Names a placeholder of the layout.</summary>
    public static PlaceholderShape Of(Placeholder placeholder, PlaceholderValues? type)
    {
        PlaceholderShape shape = new();
        if (type is { } value)
        {
            shape.Type = value;
        }

        if (placeholder.Index > 0)
        {
            shape.Index = placeholder.Index;
        }

        return shape;
    }
}
