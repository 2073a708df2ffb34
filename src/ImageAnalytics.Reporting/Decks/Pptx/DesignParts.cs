using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>The parts of a design inside a deck.</summary>
internal sealed class DesignParts
{
    /// <summary>The id of the master, and the relationship by which the presentation names it.</summary>
    public const uint MasterId = 2_147_483_648;
    public const string MasterRelationship = "rIdMaster1", ThemeRelationship = "rIdTheme1";

    private readonly Dictionary<TemplateLayout, SlideLayoutPart> _layouts = [];

    private DesignParts()
    {
    }

    /// <summary>The part of a layout.</summary>
    public SlideLayoutPart this[TemplateLayout layout] => _layouts[layout];

    /// <summary>Writes master, layouts and theme into a presentation.</summary>
    public static DesignParts Add(PresentationPart presentation, DeckTemplate template)
    {
        DesignParts parts = new();
        SlideMasterPart master = presentation.AddNewPart<SlideMasterPart>(MasterRelationship);
        ThemePart theme = master.AddNewPart<ThemePart>(template.ThemeId);
        Fill(theme, template.Theme);
        presentation.AddPart(theme, ThemeRelationship);
        foreach (TemplateLayout layout in template.Layouts)
        {
            SlideLayoutPart part = master.AddNewPart<SlideLayoutPart>(layout.Id);
            Fill(part, layout.Part);
            part.AddPart(master, layout.MasterId);
            parts._layouts[layout] = part;
        }

        Fill(master, template.Master with { Xml = WithLayoutIds(template.Master.Xml) });
        return parts;
    }

    /// <summary>Writes a document into a part.</summary>
    public static void Feed(OpenXmlPart part, XDocument xml)
    {
        using MemoryStream stream = new();
        xml.Save(stream, SaveOptions.DisableFormatting);
        stream.Position = 0;
        part.FeedData(stream);
    }

    private static void Fill(OpenXmlPart part, TemplatePart source)
    {
        Feed(part, source.Xml);
        foreach (TemplateImage image in source.Images)
        {
            ImagePart added = part.AddNewPart<ImagePart>(image.ContentType, image.Id);
            using MemoryStream bytes = new(image.Bytes);
            added.FeedData(bytes);
        }
    }

    // Ids of masters and layouts share one set of numbers.
    private static XDocument WithLayoutIds(XDocument master)
    {
        XDocument copy = new(master);
        uint id = MasterId;
        foreach (XElement layout in copy.Root!.Element(Ooxml.P + "sldLayoutIdLst")!.Elements())
        {
            layout.SetAttributeValue("id", (++id).ToString(CultureInfo.InvariantCulture));
        }

        return copy;
    }
}
