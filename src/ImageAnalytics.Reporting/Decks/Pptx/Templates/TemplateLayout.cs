namespace ImageAnalytics.Reporting.Decks;

/// <summary>A layout of a design.</summary>
/// <param name="Part">The layout.</param>
/// <param name="Id">The relationship by which the master names it.</param>
/// <param name="MasterId">The relationship by which it names the master.</param>
internal sealed record TemplateLayout(TemplatePart Part, string Id, string MasterId)
{
    /// <summary>Its kind as it says itself, such as <c>titleOnly</c>; empty when it does not.</summary>
    public string Type => (string?)Part.Xml.Root!.Attribute("type") ?? "";
}
