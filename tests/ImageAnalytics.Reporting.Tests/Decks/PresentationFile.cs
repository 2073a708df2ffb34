using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using DocumentFormat.OpenXml.Validation;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>What every presentation must be, whatever is in it.</summary>
internal static class PresentationFile
{
    /// <summary>Asserts that programs open it without repairing it.</summary>
    public static void AssertSound(string path)
    {
        using PresentationDocument document = PresentationDocument.Open(path, false);
        string[] errors = [.. new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Take(10).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")];
        Assert.Empty(errors);
        foreach (SlidePart slide in document.PresentationPart!.SlideParts)
        {
            uint[] ids = [.. slide.Slide!.Descendants<NonVisualDrawingProperties>().Select(p => p.Id!.Value)];
            Assert.Equal(ids.Length, ids.Distinct().Count());
            Assert.NotNull(slide.SlideLayoutPart);
            Assert.NotNull(slide.NotesSlidePart);
            AssertInside(slide, document.PresentationPart.Presentation!.SlideSize!);
        }

        uint[] slides = [.. document.PresentationPart.Presentation!.SlideIdList!.Elements<SlideId>().Select(s => s.Id!.Value)];
        Assert.Equal(slides.Length, slides.Distinct().Count());
        AssertPackage(path);
    }

    // Whatever is placed by hand lies on the slide.
    private static void AssertInside(SlidePart slide, SlideSize size)
    {
        foreach (A.Transform2D place in slide.Slide!.Descendants<A.Transform2D>())
        {
            Assert.InRange(place.Offset!.X!.Value, 0, size.Cx!.Value);
            Assert.InRange(place.Offset.Y!.Value, 0, size.Cy!.Value);
            Assert.InRange(place.Offset.X.Value + place.Extents!.Cx!.Value, 0, size.Cx.Value + 1);
            Assert.InRange(place.Offset.Y.Value + place.Extents.Cy!.Value, 0, size.Cy.Value + 1);
        }
    }

    // Without the library that wrote it: every relationship leads to an entry, none leads outside, every entry has a content type.
    private static void AssertPackage(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        HashSet<string> names = new(zip.Entries.Select(e => e.FullName), StringComparer.Ordinal);
        Assert.Equal(names.Count, zip.Entries.Count);
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(e => e.FullName.EndsWith(".rels", StringComparison.Ordinal)))
        {
            string owner = entry.FullName.Replace("_rels/", "", StringComparison.Ordinal)[..^".rels".Length];
            Uri from = new("pack://x/" + owner);
            XElement[] relationships = [.. Load(entry).Root!.Elements()];
            Assert.Equal(relationships.Length, relationships.Select(r => (string?)r.Attribute("Id")).Distinct().Count());
            foreach (XElement relationship in relationships)
            {
                Assert.NotEqual("External", (string?)relationship.Attribute("TargetMode"));
                Assert.Contains(new Uri(from, (string)relationship.Attribute("Target")!).AbsolutePath.TrimStart('/'), names);
            }
        }

        XElement[] types = [.. Load(zip.Entries[0]).Root!.Elements()];
        HashSet<string> known = new(types.Select(t => (string?)t.Attribute("Extension") ?? ((string)t.Attribute("PartName")!).TrimStart('/')), StringComparer.OrdinalIgnoreCase);
        Assert.All(names.Skip(1), n => Assert.True(known.Contains(n) || known.Contains(Path.GetExtension(n).TrimStart('.')), n));
    }

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        return XDocument.Load(stream);
    }
}
