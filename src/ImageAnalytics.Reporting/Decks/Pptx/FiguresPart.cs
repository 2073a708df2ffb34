using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Sdk;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Fills a slide of key figures: cards in a row or two, sentences below.</summary>
internal static class FiguresPart
{
    private const double CardHeight = 92, Gap = 14, ValueSize = 30, NameSize = 12, TextSize = 17, SmallestText = 9;

    public static void Fill(SlideCanvas canvas, FiguresSlide slide)
    {
        BoundingBox area = canvas.Plan.Area;
        double scale = canvas.Scale, gap = Gap * scale;
        int columns = area.Width / Math.Max(1, slide.Figures.Count) > 100 * scale ? slide.Figures.Count : (slide.Figures.Count + 1) / 2;
        int rows = (slide.Figures.Count + columns - 1) / columns;
        double height = Math.Min(CardHeight * scale, (area.Height * 0.55 / rows) - gap), width = (area.Width - ((columns - 1) * gap)) / columns;
        foreach ((int i, KeyFigure figure) in slide.Figures.Index())
        {
            BoundingBox box = new(area.X + ((i % columns) * (width + gap)), area.Y + ((i / columns) * (height + gap)), width, height);
            canvas.Tree.Append(Card(canvas, figure, box));
        }

        double top = area.Y + (rows * (height + gap)) + (6 * scale);
        AddStatements(canvas, slide.Statements, BoundingBox.FromXyxy(area.X, top, area.Right, area.Bottom));
    }

    private static Shape Card(SlideCanvas canvas, KeyFigure figure, BoundingBox box)
    {
        ShapeColour colour = figure.IsBad ? ShapeColour.Bad : ShapeColour.Accent;
        double inside = box.Width - (12 * canvas.Scale);
        FittedText value = FittedText.In(DeckText.Of(figure.Value), inside, box.Height * 0.5, ValueSize * canvas.Scale, 10 * canvas.Scale, bold: true);
        FittedText name = FittedText.In(DeckText.Of(figure.Name), inside, box.Height * 0.3, NameSize * canvas.Scale, 8 * canvas.Scale);
        return ShapeFactory.Form(
            canvas.Next("Figure"), box, A.ShapeTypeValues.RoundRectangle, colour.At(canvas.Emphasis == ShapeColour.Accent ? 0.09 : 0.2), margin: 5 * canvas.Scale,
            paragraphs: [Paragraphs.Of(value.Text, new TextStyle(value.Size, Bold: true, canvas.Emphasis == ShapeColour.Accent ? colour : canvas.Emphasis, TextAlign.Centre)), Paragraphs.Of(name.Text, new TextStyle(name.Size, Colour: canvas.Ink, Align: TextAlign.Centre))]);
    }

    private static void AddStatements(SlideCanvas canvas, IReadOnlyList<string> statements, BoundingBox box)
    {
        if (statements.Count == 0 || box.Height < SmallestText * 2)
        {
            return;
        }

        double size = Math.Min(TextSize * canvas.Scale, box.Height / statements.Count / 1.7);
        string[] whole = [.. statements.Select(DeckText.Of)];
        double width = box.Width - (40 * canvas.Scale);
        int longer = whole.Count(t => TextFit.Paragraph(t, width, size, 1) != t), fitting = (int)(box.Height / (size * 1.5));
        string[] texts = [.. whole.Select(t => TextFit.Paragraph(t, width, size, whole.Length + longer <= fitting ? 2 : 1))];
        if (canvas.Plan.Body is { } body)
        {
            canvas.AddPlaceholder("Statements", SlideCanvas.Of(body, body.Type == "body" ? PlaceholderValues.Body : null), box, texts.Select(t => Paragraphs.Inherited(t, size, body)));
        }
        else
        {
            canvas.AddText("Statements", box, texts.Select(t => Paragraphs.Of(t, new TextStyle(size, Colour: canvas.Ink))));
        }
    }
}
