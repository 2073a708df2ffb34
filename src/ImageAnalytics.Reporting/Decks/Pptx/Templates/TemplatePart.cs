using System.Xml.Linq;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A part of a design: a master, a layout or a theme, with nothing in it that leads outside.</summary>
/// <param name="Xml">The document; never changed.</param>
/// <param name="Images">The pictures that it shows.</param>
internal sealed record TemplatePart(XDocument Xml, IReadOnlyList<TemplateImage> Images);
