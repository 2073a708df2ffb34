using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Takes the design out of a company's presentation: its first master with layouts and theme, and nothing besides.</summary>
internal sealed class TemplateReader
{
    private const long SmallestSide = 914_400, LargestSide = 51_206_400;
    private const int MaxLayouts = 200;
    private static readonly string[] s_images = ["image/png", "image/jpeg", "image/jpg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/x-wmf"];
    private readonly List<string> _notices = [];

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It cannot be used.</exception>
    public static DeckTemplate Read(string path, long maxBytes)
    {
        using MemoryStream package = TemplatePackage.Open(path, maxBytes);
        try
        {
            using PresentationDocument document = PresentationDocument.Open(package, false, new OpenSettings { MaxCharactersInPart = 50_000_000 });
            return new TemplateReader().Read(document);
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or InvalidDataException or FileFormatException or UriFormatException
            or ArgumentException or InvalidOperationException or NotSupportedException or FormatException or KeyNotFoundException)
        {
            throw new TemplateException($"It is no presentation that can be read: {e.Message} Open it in a presentation program and save it again as .pptx.");
        }
    }

    private DeckTemplate Read(PresentationDocument document)
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
        string? masterId = (string?)main.Root.Element(Ooxml.P + "sldMasterIdLst")?.Elements(Ooxml.P + "sldMasterId").FirstOrDefault()?.Attribute(Ooxml.R + "id");
        SlideMasterPart master = presentation.Parts.FirstOrDefault(p => p.RelationshipId == masterId).OpenXmlPart as SlideMasterPart
            ?? throw new TemplateException("It has no slide master. Save it again in a presentation program.");
        ThemePart theme = master.ThemePart ?? throw new TemplateException("Its slide master has no theme. Save it again in a presentation program.");
        IReadOnlyList<TemplateLayout> layouts = Layouts(master, out XDocument masterXml);
        XElement? style = main.Root.Element(Ooxml.P + "defaultTextStyle");
        return new DeckTemplate(Part(master, masterXml, [.. layouts.Select(l => l.Id), master.GetIdOfPart(theme)]), Part(theme, Load(theme), []), master.GetIdOfPart(theme), layouts)
        {
            WidthEmu = width,
            HeightEmu = height,
            DefaultTextStyle = style is null || style.DescendantsAndSelf().Attributes().Any(a => a.Name.Namespace == Ooxml.R) ? null : style,
            Notices = [.. _notices.Distinct(StringComparer.Ordinal)],
        };
    }

    private List<TemplateLayout> Layouts(SlideMasterPart master, out XDocument masterXml)
    {
        masterXml = Load(master);
        List<TemplateLayout> layouts = [];
        foreach (XElement entry in masterXml.Root!.Element(Ooxml.P + "sldLayoutIdLst")?.Elements(Ooxml.P + "sldLayoutId").ToArray() ?? [])
        {
            string? id = (string?)entry.Attribute(Ooxml.R + "id");
            if (layouts.Count < MaxLayouts && layouts.All(l => l.Id != id) && master.Parts.FirstOrDefault(p => p.RelationshipId == id).OpenXmlPart is SlideLayoutPart layout && layout.SlideMasterPart is { } its)
            {
                string masterId = layout.GetIdOfPart(its);
                layouts.Add(new TemplateLayout(Part(layout, Load(layout), [masterId]), id!, masterId));
            }
            else
            {
                entry.Remove();
            }
        }

        return layouts.Count > 0 ? layouts : throw new TemplateException("Its slide master has no layout; expected at least one, best with a title and a content placeholder.");
    }

    private static XDocument Load(OpenXmlPart part) => TemplateXml.Load(() => part.GetStream(FileMode.Open, FileAccess.Read));

    private TemplatePart Part(OpenXmlPart part, XDocument xml, IReadOnlyList<string> kept)
    {
        List<TemplateImage> images = [];
        foreach (IdPartPair pair in part.Parts.Where(p => p.OpenXmlPart is ImagePart && s_images.Contains(p.OpenXmlPart.ContentType)))
        {
            using Stream stream = pair.OpenXmlPart.GetStream(FileMode.Open, FileAccess.Read);
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            images.Add(new TemplateImage(pair.RelationshipId, pair.OpenXmlPart.ContentType, bytes.ToArray()));
        }

        if (part.ExternalRelationships.Any() || part.HyperlinkRelationships.Any())
        {
            _notices.Add("Links of the template to other files or addresses were left out of the deck.");
        }

        if (TemplateXml.Clean(xml, new HashSet<string>([.. images.Select(i => i.Id), .. kept], StringComparer.Ordinal)) )
        {
            _notices.Add("Parts of the template that are no text, shape or picture (such as links, sounds, animations, controls) were left out of the deck.");
        }

        HashSet<string> used = new(xml.Descendants().Attributes().Where(a => a.Name.Namespace == Ooxml.R).Select(a => a.Value), StringComparer.Ordinal);
        return new TemplatePart(xml, [.. images.Where(i => used.Contains(i.Id))]);
    }

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
