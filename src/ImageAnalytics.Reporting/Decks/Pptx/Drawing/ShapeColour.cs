using System.Xml.Linq;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A colour on a slide: one of the theme's, which follows the template, or a fixed one.</summary>
/// <param name="Theme">The name in the theme's scheme, such as <c>accent1</c>; null for a fixed colour.</param>
/// <param name="Rgb">Six hexadecimal digits; null for one of the theme's.</param>
/// <param name="Opacity">0 to 1.</param>
internal sealed record ShapeColour(string? Theme, string? Rgb, double Opacity = 1)
{
    private const string Background = "bg1";
    private static readonly string[] s_names = ["bg1", "tx1", "bg2", "tx2", "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];

    /// <summary>Texts, where the design does not say.</summary>
    public static ShapeColour Text { get; } = OfTheme("tx1");

    /// <summary>For thin lines: a little darker than a light background, a little lighter than a dark one.</summary>
    public static ShapeColour Rule { get; } = OfTheme(Background);

    public static ShapeColour Accent { get; } = OfTheme("accent1");

    public static ShapeColour Bad { get; } = Fixed("C92A2A");

    public static ShapeColour White { get; } = Fixed("FFFFFF");

    public static ShapeColour Fixed(string rgb) => new(null, rgb);

    public static ShapeColour OfTheme(string name) => new(name, null);

    /// <summary>The colour of a plain fill in a design, without its shades; null when it is none.</summary>
    public static ShapeColour? Read(XElement? solidFill)
    {
        string? theme = (string?)solidFill?.Element(Ooxml.A + "schemeClr")?.Attribute("val"), rgb = (string?)solidFill?.Element(Ooxml.A + "srgbClr")?.Attribute("val");
        return theme is not null && s_names.Contains(theme) ? OfTheme(theme) : rgb is { Length: 6 } && rgb.All(char.IsAsciiHexDigit) ? Fixed(rgb) : null;
    }

    public ShapeColour At(double opacity) => this with { Opacity = opacity };

    /// <summary>As a fill.</summary>
    public A.SolidFill Fill()
    {
        DocumentFormat.OpenXml.OpenXmlCompositeElement colour = Theme is { } theme ? new A.SchemeColor { Val = new A.SchemeColorValues(theme) } : new A.RgbColorModelHex { Val = Rgb };
        if (Theme == Background && this == Rule)
        {
            colour.Append(new A.LuminanceModulation { Val = 72_000 }, new A.LuminanceOffset { Val = 12_000 });
        }
        else if (Opacity < 1)
        {
            colour.Append(new A.Alpha { Val = (int)(Opacity * 100_000) });
        }

        return new A.SolidFill(colour);
    }
}
