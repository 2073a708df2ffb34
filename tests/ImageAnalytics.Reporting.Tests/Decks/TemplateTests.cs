using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Reporting.Decks;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>A company's presentation as the design of a deck.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData(9_144_000, 6_858_000)] // 4:3
    [InlineData(10_691_813, 7_559_675)] // A4
    [InlineData(7_559_675, 10_691_813)] // A4 upright
    [InlineData(24_384_000, 6_858_000)] // two screens
    [InlineData(2_743_200, 2_743_200)] // three inches square
    public async Task Template_OfAnySize_GivesItsDesignAndNoSlideOfItsOwn(int width, int height)
    {
        using TemporaryFolder folder = new();
        Assert.True(DeckTemplate.TryRead(await BrandTemplate.Make(folder, width, height), 25, out DeckTemplate? template, out string? problem), problem);
        (_, string path) = await DrawnDeck.Write(folder, DrawnDeck.Content(), template);

        PresentationFile.AssertSound(path);
        using PresentationDocument document = PresentationDocument.Open(path, false);
        SlideSize size = document.PresentationPart!.Presentation!.SlideSize!;
        Assert.Equal((width, height), (size.Cx!.Value, size.Cy!.Value));
        SlideMasterPart master = Assert.Single(document.PresentationPart.SlideMasterParts);
        Assert.Equal(BrandTemplate.Accent, master.ThemePart!.Theme!.Descendants<A.Accent1Color>().Single().RgbColorModelHex!.Val!.Value);
        Assert.Equal(["Title and content", "Title only", "Title slide"], master.SlideLayoutParts.Select(l => l.SlideLayout!.CommonSlideData!.Name!.Value!).Order());
        Assert.DoesNotContain(BrandTemplate.Secret, Everything(path), StringComparison.Ordinal);
        SlidePlanner planner = new(template);
        Assert.All((SlidePlan[])[planner.Content, planner.Only], p =>
        {
            Assert.True(p.Area.Intersect(p.TitleBox).IsEmpty);
            Assert.True(p.Area.Height > template.Height * 0.3);
            Assert.True(p.Footer is null || p.Area.Intersect(p.Footer.Box).IsEmpty);
        });
    }

    [Fact]
    public async Task Template_WithLinksAndSounds_IsUsedWithoutThem()
    {
        using TemporaryFolder folder = new();
        string path = await BrandTemplate.Make(folder, change: document =>
        {
            SlideLayoutPart layout = document.PresentationPart!.SlideMasterParts.Single().SlideLayoutParts.First(l => l.SlideLayout!.CommonSlideData!.Name == "Title only");
            layout.AddHyperlinkRelationship(new Uri("http://evil.example/click"), true, "rIdEvil1");
            layout.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("http://evil.example/track.png"), "rIdEvil2");
            layout.SlideLayout!.Descendants<NonVisualDrawingProperties>().Last().Append(new A.HyperlinkOnClick { Id = "rIdEvil1" });
            layout.SlideLayout.CommonSlideData!.ShapeTree!.Append(new Picture(
                new NonVisualPictureProperties(new NonVisualDrawingProperties { Id = 99, Name = "tracker" }, new NonVisualPictureDrawingProperties(), new ApplicationNonVisualDrawingProperties()),
                new BlipFill(new A.Blip { Link = "rIdEvil2" }),
                new ShapeProperties()));
            layout.SlideLayout.Transition = new Transition();
        });

        Assert.True(DeckTemplate.TryRead(path, 25, out DeckTemplate? template, out string? problem), problem);
        Assert.NotEmpty(template.Notices);
        (_, string deck) = await DrawnDeck.Write(folder, DrawnDeck.Content(), template);
        PresentationFile.AssertSound(deck);
        Assert.DoesNotContain("evil.example", Everything(deck), StringComparison.Ordinal);
        Assert.DoesNotContain("tracker", Everything(deck), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_WithLayoutsThatNobodyNamed_IsUnderstoodByItsPlaceholders()
    {
        using TemporaryFolder folder = new();
        string path = await BrandTemplate.Make(folder, change: document =>
        {
            foreach (SlideLayoutPart layout in document.PresentationPart!.SlideMasterParts.Single().SlideLayoutParts)
            {
                layout.SlideLayout!.Type = null;
            }
        });
        Assert.True(DeckTemplate.TryRead(path, 25, out DeckTemplate? template, out string? problem), problem);
        SlidePlanner planner = new(template);
        Assert.Equal(["Title slide", "Title and content", "Title only"], new[] { planner.Title, planner.Content, planner.Only }.Select(p => (string)p.Layout.Part.Xml.Root!.Element(Ooxml.P + "cSld")!.Attribute("name")!));
    }

    [Fact]
    public async Task Template_WithABlankLayoutOnly_HasTitlesNevertheless()
    {
        using TemporaryFolder folder = new();
        string path = await BrandTemplate.Make(folder, change: document =>
        {
            foreach (SlideLayoutPart layout in document.PresentationPart!.SlideMasterParts.Single().SlideLayoutParts)
            {
                Array.ForEach([.. layout.SlideLayout!.Descendants<Shape>()], s => s.Remove());
            }
        });
        Assert.True(DeckTemplate.TryRead(path, 25, out DeckTemplate? template, out string? problem), problem);
        (_, string deck) = await DrawnDeck.Write(folder, DrawnDeck.Content(), template);
        PresentationFile.AssertSound(deck);
        using PresentationDocument written = PresentationDocument.Open(deck, false);
        Assert.All(PresentationTests.Slides(written), s => Assert.Contains("gear", s.Slide!.InnerText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoTemplate_IsRefusedWithTheReason()
    {
        using TemporaryFolder folder = new();
        string good = await BrandTemplate.Make(folder);
        Refused(folder["none.pptx"], "does not exist");
        Refused(folder.Root, "is a folder");
        Refused(Written(folder, "text.pptx", "hello"u8), "is no presentation");
        Refused(Written(folder, "empty.pptx", []), "is no presentation");
        Refused(Written(folder, "old.pptx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), "PowerPoint 97");
        Refused(Written(folder, "torn.pptx", File.ReadAllBytes(good).AsSpan(0, 9_000)), "cannot be read");
        Refused(Zip(folder, "zip.pptx", ("a.txt", "x"u8.ToArray())), "no presentation");
        Refused(Zip(folder, "twice.pptx", ("a.txt", []), ("A.TXT", [])), "two files of one name");
        Refused(Zip(folder, "many.pptx", [.. Enumerable.Range(0, 5_001).Select(i => ($"{i}", Array.Empty<byte>()))]), "5001 files");
        Refused(await BrandTemplate.Make(folder, 900_000, 900_000), "how large its slides are");
        Refused(await BrandTemplate.Make(folder, change: d => d.PresentationPart!.AddNewPart<VbaProjectPart>("rIdVba").FeedData(new MemoryStream([1]))), "holds macros");
        Refused(await BrandTemplate.Make(folder, change: d => d.PresentationPart!.SlideMasterParts.Single().SlideMaster!.SlideLayoutIdList!.RemoveAllChildren()), "at least one layout");
        Refused(await BrandTemplate.Make(folder, change: d => Feed(d.PresentationPart!.SlideMasterParts.Single().ThemePart!, "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")), "no presentation that can be read");
        Refused(await BrandTemplate.Make(folder, change: d => Feed(d.PresentationPart!.SlideMasterParts.Single().SlideLayoutParts.First(), string.Concat(Enumerable.Repeat("<a>", 500)) + string.Concat(Enumerable.Repeat("</a>", 500)))), "128 deep");
        Assert.False(DeckTemplate.TryRead(Written(folder, "large.pptx", [.. "PK"u8, .. new byte[2_100_000]]), 3, out _, out string? large));
        Assert.Contains("leaves nothing of the deck's 2 MB", large, StringComparison.Ordinal);
    }

    [Fact]
    public void DecompressionBomb_IsRefusedBeforeItFillsTheMemory()
    {
        using TemporaryFolder folder = new();
        string path = folder["bomb.pptx"];
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            byte[] zeros = new byte[10_000_000];
            using Stream bomb = zip.CreateEntry("ppt/media/image1.png").Open();
            for (int i = 0; i < 31; i++)
            {
                bomb.Write(zeros);
            }
        }

        Assert.True(new FileInfo(path).Length < 1_000_000);
        Refused(path, "decompression bomb");
    }

    private static void Refused(string path, string reason)
    {
        Assert.False(DeckTemplate.TryRead(path, 25, out _, out string? problem), reason);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    private static string Written(TemporaryFolder folder, string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(folder[name], bytes);
        return folder[name];
    }

    private static string Zip(TemporaryFolder folder, string name, params (string Name, byte[] Bytes)[] entries)
    {
        using ZipArchive zip = ZipFile.Open(folder[name], ZipArchiveMode.Create);
        foreach ((string entry, byte[] bytes) in entries)
        {
            using Stream stream = zip.CreateEntry(entry).Open();
            stream.Write(bytes);
        }

        return folder[name];
    }

    private static void Feed(OpenXmlPart part, string xml) => part.FeedData(new MemoryStream(Encoding.UTF8.GetBytes(xml)));

    // Every entry of the package as text.
    private static string Everything(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        StringBuilder all = new();
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(entry.Open(), Encoding.Latin1);
            all.Append(reader.ReadToEnd());
        }

        return all.ToString();
    }
}
