using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A colour on a slide: one of the theme's, which follows the template, or a fixed one.</summary>
/// <param name="Theme">The name in the theme's scheme; null for a fixed colour.</param>
/// <param name="Rgb">Six hexadecimal digits; null for one of the theme's.</param>
/// <param name="Opacity">0 to 1.</param>
/// <param name="IsSoft">Whether it is nearer to the background than the theme's own.</param>
internal sealed record ShapeColour(A.SchemeColorValues? Theme, string? Rgb, double Opacity = 1, bool IsSoft = false)
{
    private static readonly A.SchemeColorValues s_background = A.SchemeColorValues.Background1;

    public static ShapeColour Ink { get; } = new(A.SchemeColorValues.Text1, null);

    public static ShapeColour Soft { get; } = new(A.SchemeColorValues.Text1, null, IsSoft: true);

    /// <summary>For thin lines: a little darker than a light background, a little lighter than a dark one.</summary>
    public static ShapeColour Rule { get; } = new(s_background, null);

    public static ShapeColour Accent { get; } = new(A.SchemeColorValues.Accent1, null);

    public static ShapeColour Bad { get; } = new(null, "C92A2A");

    public static ShapeColour White { get; } = new(null, "FFFFFF");

    public static ShapeColour Fixed(string rgb) => new(null, rgb);

    public ShapeColour At(double opacity) => this with { Opacity = opacity };

    /// <summary>As a fill.</summary>
    public A.SolidFill Fill()
    {
        DocumentFormat.OpenXml.OpenXmlCompositeElement colour = Theme is { } theme ? new A.SchemeColor { Val = theme } : new A.RgbColorModelHex { Val = Rgb };
        if (Theme == s_background)
        {
            colour.Append(new A.LuminanceModulation { Val = 72_000 }, new A.LuminanceOffset { Val = 12_000 });
        }
        else if (IsSoft)
        {
            // Works on light and on dark backgrounds alike.
            colour.Append(new A.Alpha { Val = 68_000 });
        }
        else if (Opacity < 1)
        {
            colour.Append(new A.Alpha { Val = (int)(Opacity * 100_000) });
        }

        return new A.SolidFill(colour);
    }
}
