using ImageAnalytics.Reporting.Decks;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>A deck with a slide of every kind, and what is read back from its files.</summary>
internal static class DrawnDeck
{
    /// <summary>Content in which every text is the one given.</summary>
    public static DeckContent Content(string text = "gear", int width = 640, int height = 480) => new()
    {
        Title = text,
        Footer = text,
        Made = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Slides =
        [
            new TitleSlide { Title = text, Problem = text, Facts = [text, "2 pictures"], Notes = [text] },
            new FiguresSlide { Title = text, Figures = [new("12 345", text), new(text, "findings"), new("7", "failed", IsBad: true)], Statements = [text, text], Notes = ["Source: run 1.", text] },
            new ChartSlide { Title = text, Chart = new(ChartKind.Bars, "label", "findings", [text, "nut", text], [new("findings", [53, 7, 0])]), Remark = text, Notes = [text] },
            new ChartSlide { Title = text, Chart = new(ChartKind.Bars, "folder", "findings", [text, "b"], [new(text, [3, 4]), new("other", [0, 12345])]), Notes = [text] },
            new ChartSlide { Title = text, Chart = new(ChartKind.Columns, "confidence", "findings", ["0.0–0.5", "0.5–1.0"], [new(text, [1, 2]), new("b", [3, 4])]), Notes = [text] },
            new ChartSlide { Title = text, Chart = new(ChartKind.Lines, "day", "findings", ["2026-01-01", "2026-01-02", "2026-01-03"], [new(text, [1, 2.5, 0])]), Notes = [text] },
            new TableSlide { Title = text, Table = new([new("Label", 3), new("Findings", 1, IsNumber: true), new(text, 4, Lines: 2)], [.. Enumerable.Range(1, 12).Select(i => (IReadOnlyList<string>)[text, $"{i}", text])]), Remark = text, Notes = [text] },
            new PicturesSlide { Title = text, Pictures = [Picture(text, width, height)], Notes = [text] },
            new PicturesSlide { Title = text, Pictures = [.. Enumerable.Range(0, 5).Select(i => Picture(text, i == 0 ? 300 : width, i == 1 ? 1200 : height)), Picture(text, 0, 0)], Notes = [text] },
        ],
    };

    public static DeckPicture Picture(string text, int width = 640, int height = 480) => new()
    {
        Caption = text,
        FullPath = "/drawn",
        Width = width,
        Height = height,
        Marks =
        [
            new DeckMark(text, 0.9, Drawn.Ball, MaskTracerTests.Mask(Math.Max(1, width), Math.Max(1, height), m => m.Ellipse(new RotatedRect(new Point2f(200, 180), new Size2f(200, 200), 0), Scalar.White, -1)), 0),
            new DeckMark(text, 0.8, Drawn.Crate, null, 9),
            new DeckMark(text, double.NaN, new BoundingBox(double.NaN, 1, 2, 3), null, 1),
            new DeckMark(text, 0.7, new BoundingBox(-100, -100, 10_000, 10_000), null, 2),
        ],
    };

    public static Mat? Decode(DeckPicture picture, int longSide) => Drawn.Scene(picture.Width, picture.Height, 30);

    /// <summary>Writes both files, and gives their paths.</summary>
    public static async Task<(string Html, string Pptx)> Write(TemporaryFolder folder, DeckContent content, DeckTemplate? template = null, int megabytes = 25, DeckPictureDecoder? decode = null)
    {
        await DeckWriter.WriteAsync(content, folder["report"], slides: true, presentation: true, megabytes, template, decode ?? Decode, TestContext.Current.CancellationToken);
        return (Path.Combine(folder["report"], DeckWriter.SlidesName), Path.Combine(folder["report"], DeckWriter.PresentationName));
    }
}
