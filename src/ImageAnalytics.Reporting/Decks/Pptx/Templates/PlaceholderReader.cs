using System.Globalization;
using System.Xml.Linq;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Reads the placeholders of a layout; what it leaves open, the master says.</summary>
/// <remarks>Source: ECMA-376 part 1, section 19.3.1.36 (ph) and 21.1.2.4 (text styles).</remarks>
internal static class PlaceholderReader
{
    private const double TitleSize = 44, BodySize = 18, FootSize = 12;

    /// <summary>The placeholders in their order.</summary>
    public static IReadOnlyList<Placeholder> Read(DeckTemplate template, TemplateLayout layout)
    {
        XElement[] masters = [.. Shapes(template.Master.Xml)];
        return [.. Shapes(layout.Part.Xml).Select(s => Read(template, s, masters)).OfType<Placeholder>()];
    }

    private static Placeholder? Read(DeckTemplate template, XElement shape, XElement[] masters)
    {
        XElement ph = Ph(shape)!;
        string type = (string?)ph.Attribute("type") ?? "obj";
        XElement? master = masters.FirstOrDefault(m => IsOf((string?)Ph(m)!.Attribute("type") ?? "obj", type));
        if ((Box(shape) ?? (master is null ? null : Box(master))) is not { } box)
        {
            return null;
        }

        Look look = LookOf(template, shape, master, type);
        return new Placeholder(
            type,
            uint.TryParse((string?)ph.Attribute("idx"), NumberStyles.None, CultureInfo.InvariantCulture, out uint index) ? index : 0,
            box,
            look.Size,
            look.IsBold,
            look.Colour,
            look.Own,
            IsTurned(shape) || (master is not null && IsTurned(master)));
    }

    private static Look LookOf(DeckTemplate template, XElement shape, XElement? master, string type)
    {
        bool isTitle = type is "title" or "ctrTitle", isBody = type is "obj" or "subTitle" or "body";
        XElement? style = template.Master.Xml.Root!.Element(Ooxml.P + "txStyles")?.Element(Ooxml.P + (isTitle ? "titleStyle" : isBody ? "bodyStyle" : "otherStyle"));
        XElement?[] said = [Level(shape), master is null ? null : Level(master), style?.Element(Ooxml.A + "lvl1pPr")?.Element(Ooxml.A + "defRPr")];
        XElement?[] prompts = [Prompt(shape), master is null ? null : Prompt(master)];
        bool own = said.All(l => l?.Attribute("sz") is null && l?.Element(Ooxml.A + "solidFill") is null) && prompts.Any(p => p is not null);
        XElement?[] levels = own ? prompts : said;
        string? size = levels.Select(l => (string?)l?.Attribute("sz")).FirstOrDefault(v => v is not null);
        return new Look(
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int hundredths) ? Math.Clamp(hundredths / 100.0, 4, 200) : isTitle ? TitleSize : isBody ? BodySize : FootSize,
            levels.Select(l => (string?)l?.Attribute("b")).FirstOrDefault(v => v is not null) is "1" or "true",
            ShapeColour.Read(levels.Select(l => l?.Element(Ooxml.A + "solidFill")).FirstOrDefault(f => f is not null)),
            own);
    }

    // A layout's centred title inherits from the master's title, its subtitle and its content from the master's body.
    private static bool IsOf(string masterType, string type) => type switch
    {
        "title" or "ctrTitle" => masterType == "title",
        "obj" or "subTitle" or "body" => masterType == "body",
        _ => masterType == type,
    };

    private static IEnumerable<XElement> Shapes(XDocument part)
        => part.Root!.Element(Ooxml.P + "cSld")?.Element(Ooxml.P + "spTree")?.Elements(Ooxml.P + "sp").Where(s => Ph(s) is not null) ?? [];

    private static XElement? Ph(XElement shape)
        => shape.Element(Ooxml.P + "nvSpPr")?.Element(Ooxml.P + "nvPr")?.Element(Ooxml.P + "ph");

    private static XElement? Level(XElement shape)
        => shape.Element(Ooxml.P + "txBody")?.Element(Ooxml.A + "lstStyle")?.Element(Ooxml.A + "lvl1pPr")?.Element(Ooxml.A + "defRPr");

    private static XElement? Prompt(XElement shape)
        => shape.Element(Ooxml.P + "txBody")?.Elements(Ooxml.A + "p").FirstOrDefault()?.Elements().Select(e => e.Name == Ooxml.A + "endParaRPr" ? e : e.Element(Ooxml.A + "rPr")).FirstOrDefault(e => e is not null);

    private static bool IsTurned(XElement shape)
        => (string?)shape.Element(Ooxml.P + "txBody")?.Element(Ooxml.A + "bodyPr")?.Attribute("vert") is not (null or "horz")
            || (long?)Number(shape.Element(Ooxml.P + "spPr")?.Element(Ooxml.A + "xfrm")?.Attribute("rot")) is not (null or 0);

    private static BoundingBox? Box(XElement shape)
    {
        XElement? xfrm = shape.Element(Ooxml.P + "spPr")?.Element(Ooxml.A + "xfrm");
        XElement? off = xfrm?.Element(Ooxml.A + "off"), ext = xfrm?.Element(Ooxml.A + "ext");
        return Number(off?.Attribute("x")) is { } x && Number(off?.Attribute("y")) is { } y && Number(ext?.Attribute("cx")) is { } w && Number(ext?.Attribute("cy")) is { } h && w > 0 && h > 0
            ? new BoundingBox(x, y, w, h).Scale(1.0 / DeckTemplate.EmuPerPoint, 1.0 / DeckTemplate.EmuPerPoint)
            : null;
    }

    private static double? Number(XAttribute? attribute)
        => long.TryParse(attribute?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    private readonly record struct Look(double Size, bool IsBold, ShapeColour? Colour, bool Own);
}
