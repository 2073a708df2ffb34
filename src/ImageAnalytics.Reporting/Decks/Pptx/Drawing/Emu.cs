using ImageAnalytics.Sdk;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Lengths as presentation files count them: 12,700 to a point.</summary>
internal static class Emu
{
    public static long Of(double points) => (long)Math.Round(points * DeckTemplate.EmuPerPoint);

    public static A.Transform2D Transform(BoundingBox box) => new(Offset(box), Extents(box));

    public static A.Offset Offset(BoundingBox box) => new() { X = Of(box.X), Y = Of(box.Y) };

    public static A.Extents Extents(BoundingBox box) => new() { Cx = Math.Max(1, Of(box.Width)), Cy = Math.Max(1, Of(box.Height)) };
}
