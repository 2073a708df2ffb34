using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using DocumentFormat.OpenXml.Spreadsheet;
using ImageAnalytics.Reporting.Decks;
using OpenCvSharp;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>The presentation file of a deck.</summary>
public sealed class PresentationTests
{
    [Fact]
    public async Task File_HasASlideOfEveryKind_AndIsSound()
    {
        using TemporaryFolder folder = new();
        DeckContent content = DrawnDeck.Content();
        (_, string path) = await DrawnDeck.Write(folder, content);

        PresentationFile.AssertSound(path);
        using PresentationDocument document = PresentationDocument.Open(path, false);
        SlidePart[] slides = Slides(document);
        Assert.Equal(content.Slides.Count, slides.Length);
        Assert.All(slides, s => Assert.Single(s.Slide!.Descendants<PlaceholderShape>(), p => p.Type?.Value == PlaceholderValues.Title || p.Type?.Value == PlaceholderValues.CenteredTitle));
        A.Table table = Assert.Single(slides[6].Slide!.Descendants<A.Table>());
        Assert.Equal(13, table.Elements<A.TableRow>().Count());
        Assert.Equal(6, slides[8].Slide!.Descendants<GraphicFrame>().Count() + slides[8].Slide!.Descendants<DocumentFormat.OpenXml.Presentation.Picture>().Count() + 1);
    }

    [Fact]
    public async Task Charts_HoldTheContentsNumbers_InCacheAndWorkbook()
    {
        using TemporaryFolder folder = new();
        DeckContent content = DrawnDeck.Content();
        (_, string path) = await DrawnDeck.Write(folder, content);

        using PresentationDocument document = PresentationDocument.Open(path, false);
        foreach ((DeckSlide wanted, SlidePart slide) in content.Slides.Zip(Slides(document)).Where(p => p.First is ChartSlide))
        {
            DeckChart chart = ((ChartSlide)wanted).Chart;
            ChartPart part = Assert.Single(slide.ChartParts);
            double[][] cached = [.. part.ChartSpace!.Descendants<C.Values>().Select(v => v.Descendants<C.NumericPoint>().Select(p => double.Parse(p.InnerText, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
            Assert.Equal(chart.Series.Select(s => s.Values.ToArray()), cached);
            Assert.Equal(chart.Categories, part.ChartSpace.Descendants<C.CategoryAxisData>().First().Descendants<C.StringPoint>().Select(p => p.InnerText));
            using Stream stream = part.EmbeddedPackagePart!.GetStream();
            using SpreadsheetDocument workbook = SpreadsheetDocument.Open(stream, false);
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(workbook, TestContext.Current.CancellationToken));
            string[][] rows = [.. workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InnerText).ToArray())];
            Assert.Equal([chart.CategoryName, .. chart.Series.Select(s => s.Name)], rows[0]);
            for (int i = 0; i < chart.Categories.Count; i++)
            {
                Assert.Equal([chart.Categories[i], .. chart.Series.Select(s => s.Values[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture))], rows[i + 1]);
            }

            // The formulas name the cells in which the numbers are.
            Assert.Equal(
                chart.Series.Select((_, i) => $"Data!${(char)('B' + i)}$2:${(char)('B' + i)}${chart.Categories.Count + 1}"),
                part.ChartSpace.Descendants<C.Values>().Select(v => v.Descendants<C.Formula>().Single().Text));
        }
    }

    [Fact]
    public async Task Notes_StandBehindEverySlide()
    {
        using TemporaryFolder folder = new();
        (_, string path) = await DrawnDeck.Write(folder, DrawnDeck.Content());
        using PresentationDocument document = PresentationDocument.Open(path, false);
        Assert.All(Slides(document), s => Assert.NotEmpty(s.NotesSlidePart!.NotesSlide!.InnerText));
        Assert.Contains("Source: run 1.", Slides(document)[1].NotesSlidePart!.NotesSlide!.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EqualContents_GiveEqualBytes()
    {
        using TemporaryFolder one = new(), two = new();
        (string html, string pptx) = await DrawnDeck.Write(one, DrawnDeck.Content());
        (string htmlAgain, string pptxAgain) = await DrawnDeck.Write(two, DrawnDeck.Content());
        Assert.Equal(File.ReadAllBytes(pptx), File.ReadAllBytes(pptxAgain));
        Assert.Equal(File.ReadAllBytes(html), File.ReadAllBytes(htmlAgain));
    }

    [Fact]
    public async Task Pictures_AreFittedAndNotCropped_AndMarksLieOnThem()
    {
        using TemporaryFolder folder = new();
        (_, string path) = await DrawnDeck.Write(folder, DrawnDeck.Content(width: 1600, height: 500));
        using PresentationDocument document = PresentationDocument.Open(path, false);
        SlidePart slide = Slides(document)[7];
        GroupShape group = Assert.Single(slide.Slide!.Descendants<GroupShape>());
        DocumentFormat.OpenXml.Presentation.Picture picture = Assert.Single(group.Elements<DocumentFormat.OpenXml.Presentation.Picture>());
        (long x, long y, long right, long bottom) = Edges(picture.ShapeProperties!.Transform2D!);
        Assert.Equal(3.2, (double)(right - x) / (bottom - y), 2);
        Assert.Null(picture.BlipFill!.SourceRectangle);
        Assert.All(group.Elements<DocumentFormat.OpenXml.Presentation.Shape>(), s =>
        {
            (long left, long top, long end, long low) = Edges(s.ShapeProperties!.Transform2D!);
            Assert.True(left >= x && top >= y && end <= right + 1 && low <= bottom + 1);
        });
        Assert.Single(group.Descendants<A.CustomGeometry>()); // the outline of the one mask
    }

    [Fact]
    public async Task Pictures_ThatAreGone_AreSaidToBe()
    {
        using TemporaryFolder folder = new();
        (string html, string path) = await DrawnDeck.Write(folder, DrawnDeck.Content(), decode: (_, _) => throw new FileNotFoundException("gone"));
        PresentationFile.AssertSound(path);
        using PresentationDocument document = PresentationDocument.Open(path, false);
        Assert.Contains("not available", Slides(document)[7].Slide!.InnerText, StringComparison.Ordinal);
        Assert.Contains("not available", File.ReadAllText(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_StayWithinTheBudget()
    {
        using TemporaryFolder folder = new();
        DeckContent content = DrawnDeck.Content() with
        {
            Slides = [.. Enumerable.Range(0, 8).Select(_ => new PicturesSlide { Title = "noise", Pictures = [.. Enumerable.Range(0, 2).Select(_ => DrawnDeck.Picture("noise", 2000, 1500))] })],
        };
        (string html, string path) = await DrawnDeck.Write(folder, content, megabytes: 3, decode: Noise);
        Assert.InRange(new FileInfo(path).Length, 200_000, 3_000_000);
        Assert.InRange(new FileInfo(html).Length, 200_000, 3_000_000);
    }

    private static (long X, long Y, long Right, long Bottom) Edges(A.Transform2D place)
    {
        long x = place.Offset!.X!.Value, y = place.Offset.Y!.Value;
        return (x, y, x + place.Extents!.Cx!.Value, y + place.Extents.Cy!.Value);
    }

    private static Mat Noise(DeckPicture picture, int longSide)
    {
        Mat noise = new(picture.Height, picture.Width, MatType.CV_8UC3);
        Cv2.Randu(noise, Scalar.Black, Scalar.White);
        return noise;
    }

    internal static SlidePart[] Slides(PresentationDocument document)
        => [.. document.PresentationPart!.Presentation!.SlideIdList!.Elements<SlideId>().Select(s => (SlidePart)document.PresentationPart.GetPartById(s.RelationshipId!))];
}
