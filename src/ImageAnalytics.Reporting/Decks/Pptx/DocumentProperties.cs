using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Writes what a presentation file says of itself.</summary>
internal static class DocumentProperties
{
    private static readonly XNamespace s_core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace s_dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace s_terms = "http://purl.org/dc/terms/";
    private static readonly XNamespace s_xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly XNamespace s_extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";

    public static void Add(PresentationDocument document, DeckContent content)
    {
        CoreFilePropertiesPart core = document.AddCoreFilePropertiesPart();
        document.ChangeIdOfPart(core, "rId2");
        string made = content.Made.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        DesignParts.Feed(core, new XDocument(new XElement(
            s_core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", s_core), new XAttribute(XNamespace.Xmlns + "dc", s_dc), new XAttribute(XNamespace.Xmlns + "dcterms", s_terms), new XAttribute(XNamespace.Xmlns + "xsi", s_xsi),
            new XElement(s_dc + "title", DeckText.Of(content.Title)),
            new XElement(s_dc + "creator", "ImageAnalytics"),
            new XElement(s_terms + "created", new XAttribute(s_xsi + "type", "dcterms:W3CDTF"), made),
            new XElement(s_terms + "modified", new XAttribute(s_xsi + "type", "dcterms:W3CDTF"), made))));
        ExtendedFilePropertiesPart extended = document.AddExtendedFilePropertiesPart();
        document.ChangeIdOfPart(extended, "rId3");
        DesignParts.Feed(extended, new XDocument(new XElement(s_extended + "Properties", new XElement(s_extended + "Application", "ImageAnalytics"))));
    }
}
