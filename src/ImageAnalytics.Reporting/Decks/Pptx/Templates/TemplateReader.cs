using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Takes the design out of a company's presentation: a master with layouts and theme, and nothing besides.</summary>
internal static class TemplateReader
{
    private const long SmallestSide = 914_400, LargestSide = 51_206_400;
    private const int MaxMasters = 20;

    // A first master for covers leaves its slides less than this.
    private const double EnoughContent = 0.45;

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It cannot be used.</exception>
    public static DeckTemplate Read(string path, long maxBytes)
    {
        using MemoryStream package = TemplatePackage.Open(path, maxBytes);
        try
        {
            using PresentationDocument document = PresentationDocument.Open(package, false, new OpenSettings { MaxCharactersInPart = 50_000_000 });
            return Read(document);
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or InvalidDataException or FileFormatException or UriFormatException
            or ArgumentException or InvalidOperationException or NotSupportedException or FormatException or KeyNotFoundException)
        {
            throw new TemplateException($"It is no presentation that can be read: {e.Message} Open it in a presentation program and save it again as .pptx.");
        }
    }

    private static DeckTemplate Read(PresentationDocument document)
    {
        if (document.DocumentType is not (PresentationDocumentType.Presentation or PresentationDocumentType.Template or PresentationDocumentType.Slideshow)
            || document.GetAllParts().Any(p => p is VbaProjectPart or VbaDataPart))
        {
            throw new TemplateException("It holds macros. Save it as .pptx or .potx, which hold none.");
        }

        PresentationPart presentation = document.PresentationPart ?? throw new TemplateException("It has no presentation in it; expected a .pptx or .potx file.");
        XDocument main = TemplateXml.Load(() => presentation.GetStream(FileMode.Open, FileAccess.Read));
        if (main.Root!.Name != Ooxml.P + "presentation")
        {
            throw new TemplateException("It was saved as 'Strict Open XML Presentation'. Save it as 'PowerPoint Presentation (.pptx)'.");
        }

        (long width, long height) = Size(main);
        XElement? style = main.Root.Element(Ooxml.P + "defaultTextStyle");
        bool plain = style is null || !style.DescendantsAndSelf().Attributes().Any(a => a.Name.Namespace == Ooxml.R);
        DeckTemplate[] designs = [.. Masters(presentation, main).Select(m => new MasterReader().Read(m, width, height, plain ? style : null)).OfType<DeckTemplate>()];
        return designs.FirstOrDefault(d => new SlidePlanner(d).ContentShare >= EnoughContent)
            ?? designs.MaxBy(d => new SlidePlanner(d).ContentShare)
            ?? throw new TemplateException("It has no slide master with a layout and a theme; expected at least one layout, best with a title and a content placeholder.");
    }

    private static IEnumerable<SlideMasterPart> Masters(PresentationPart presentation, XDocument main)
        => (main.Root!.Element(Ooxml.P + "sldMasterIdLst")?.Elements(Ooxml.P + "sldMasterId") ?? []).Take(MaxMasters)
            .Select(e => (string?)e.Attribute(Ooxml.R + "id"))
            .Select(id => presentation.Parts.FirstOrDefault(p => p.RelationshipId == id).OpenXmlPart)
            .OfType<SlideMasterPart>();

    private static (long Width, long Height) Size(XDocument main)
    {
        XElement? size = main.Root!.Element(Ooxml.P + "sldSz");
        return long.TryParse((string?)size?.Attribute("cx"), NumberStyles.None, CultureInfo.InvariantCulture, out long width)
            && long.TryParse((string?)size?.Attribute("cy"), NumberStyles.None, CultureInfo.InvariantCulture, out long height)
            && width is >= SmallestSide and <= LargestSide && height is >= SmallestSide and <= LargestSide
            ? (width, height)
            : throw new TemplateException("It does not say how large its slides are; expected sides of 2.54 to 142 cm.");
    }
}
