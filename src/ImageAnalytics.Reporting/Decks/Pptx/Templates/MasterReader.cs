using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Copies one master with its layouts, its theme and their pictures. For one master; not to be used again.</summary>
internal sealed class MasterReader
{
    private const int MaxLayouts = 200;
    private static readonly string[] s_images = ["image/png", "image/jpeg", "image/jpg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/x-wmf"];
    private readonly List<string> _notices = [];

    /// <summary>Copies the master.</summary>
    /// <returns>The design; null when the master has no layout or no theme.</returns>
    public DeckTemplate? Read(SlideMasterPart master, long width, long height, XElement? defaultTextStyle)
    {
        XDocument xml = Load(master);
        List<TemplateLayout> layouts = Layouts(master, xml);
        if (layouts.Count == 0 || master.ThemePart is not { } theme)
        {
            return null;
        }

        string themeId = master.GetIdOfPart(theme);
        return new DeckTemplate(Part(master, xml, [.. layouts.Select(l => l.Id), themeId]), Part(theme, Load(theme), []), themeId, layouts)
        {
            WidthEmu = width,
            HeightEmu = height,
            DefaultTextStyle = defaultTextStyle,
            Notices = [.. _notices.Distinct(StringComparer.Ordinal)],
        };
    }

    private List<TemplateLayout> Layouts(SlideMasterPart master, XDocument xml)
    {
        List<TemplateLayout> layouts = [];
        foreach (XElement entry in xml.Root!.Element(Ooxml.P + "sldLayoutIdLst")?.Elements(Ooxml.P + "sldLayoutId").ToArray() ?? [])
        {
            string? id = (string?)entry.Attribute(Ooxml.R + "id");
            if (layouts.Count < MaxLayouts && layouts.All(l => l.Id != id)
                && master.Parts.FirstOrDefault(p => p.RelationshipId == id).OpenXmlPart is SlideLayoutPart { SlideMasterPart: { } its } layout && its == master)
            {
                string masterId = layout.GetIdOfPart(its);
                layouts.Add(new TemplateLayout(Part(layout, Load(layout), [masterId]), id!, masterId));
            }
            else
            {
                entry.Remove();
            }
        }

        return layouts;
    }

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

        if (TemplateXml.Clean(xml, new HashSet<string>([.. images.Select(i => i.Id), .. kept], StringComparer.Ordinal)))
        {
            _notices.Add("Parts of the template that are no text, shape or picture (such as links, sounds, animations, controls) were left out of the deck.");
        }

        HashSet<string> used = new(xml.Descendants().Attributes().Where(a => a.Name.Namespace == Ooxml.R).Select(a => a.Value), StringComparer.Ordinal);
        return new TemplatePart(xml, [.. images.Where(i => used.Contains(i.Id))]);
    }

    private static XDocument Load(OpenXmlPart part) => TemplateXml.Load(() => part.GetStream(FileMode.Open, FileAccess.Read));
}
