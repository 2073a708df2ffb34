using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Reporting.Decks;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>Presentations as companies have them, made for these tests.</summary>
internal static class BrandTemplate
{
    public const string Accent = "8E24AA", Secret = "Draft that nobody may see";

    /// <summary>Makes a presentation with slides of its own, white on dark, of any size.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="width">Columns in EMU.</param>
    /// <param name="height">Rows in EMU.</param>
    /// <param name="change">What else is done to it.</param>
    public static async Task<string> Make(TemporaryFolder folder, int width = 9_144_000, int height = 6_858_000, Action<PresentationDocument>? change = null)
    {
        DeckContent content = new() { Title = Secret, Slides = [new TitleSlide { Title = Secret, Notes = [Secret] }, new PicturesSlide { Title = Secret, Pictures = [DrawnDeck.Picture(Secret)] }] };
        (_, string made) = await DrawnDeck.Write(folder, content);
        string path = folder[string.Create(CultureInfo.InvariantCulture, $"brand-{width}x{height}.pptx")];
        File.Move(made, path, overwrite: true);
        using PresentationDocument document = PresentationDocument.Open(path, true);
        PresentationPart presentation = document.PresentationPart!;
        Resize(presentation, width, height);
        SlideMasterPart master = presentation.SlideMasterParts.Single();
        master.ThemePart!.Theme!.Descendants<A.Accent1Color>().Single().RgbColorModelHex!.Val = Accent;
        master.SlideMaster!.ColorMap!.Background1 = A.ColorSchemeIndexValues.Dark1;
        master.SlideMaster.ColorMap.Text1 = A.ColorSchemeIndexValues.Light1;
        master.SlideMaster.ColorMap.Text2 = A.ColorSchemeIndexValues.Light2;
        change?.Invoke(document);
        return path;
    }

    private static void Resize(PresentationPart presentation, int width, int height)
    {
        SlideSize size = presentation.Presentation!.SlideSize!;
        double x = (double)width / size.Cx!.Value, y = (double)height / size.Cy!.Value;
        (size.Cx, size.Cy) = (width, height);
        SlideMasterPart master = presentation.SlideMasterParts.Single();
        foreach (OpenXmlElement root in master.SlideLayoutParts.Select(l => (OpenXmlElement)l.SlideLayout!).Append(master.SlideMaster!))
        {
            foreach (A.Transform2D place in root.Descendants<A.Transform2D>())
            {
                (place.Offset!.X, place.Offset.Y) = ((long)(place.Offset.X!.Value * x), (long)(place.Offset.Y!.Value * y));
                (place.Extents!.Cx, place.Extents.Cy) = ((long)(place.Extents.Cx!.Value * x), (long)(place.Extents.Cy!.Value * y));
            }
        }
    }
}
