using System.Xml;
using System.Xml.Linq;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Reads a part that anyone may have made, and takes out whatever leads outside it.</summary>
internal static class TemplateXml
{
    private const int MaxDepth = 128, MaxCharacters = 20_000_000;

    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters };

    // What moves, sounds, or carries data of add-ins has no place in a deck.
    private static readonly XName[] s_unwanted = [Ooxml.P + "timing", Ooxml.P + "transition", Ooxml.P + "custDataLst", Ooxml.P + "controls", Ooxml.P + "contentPart"];

    // What is taken out whole when something in it leads outside.
    private static readonly XName[] s_whole =
        [Ooxml.A + "hlinkClick", Ooxml.A + "hlinkHover", Ooxml.A + "hlinkMouseOver", Ooxml.A + "ext", Ooxml.P + "ext", Ooxml.Mc + "AlternateContent", Ooxml.P + "pic", Ooxml.P + "graphicFrame", Ooxml.P + "sp"];

    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlException">It is not well formed, has a DTD, is too large or too deep.</exception>
    public static XDocument Load(Func<Stream> open)
    {
        using (Stream stream = open())
        using (XmlReader reader = XmlReader.Create(stream, s_settings))
        {
            while (reader.Read())
            {
                if (reader.Depth > MaxDepth)
                {
                    throw new XmlException($"Elements lie more than {MaxDepth} deep in one another.");
                }
            }
        }

        using Stream again = open();
        using XmlReader second = XmlReader.Create(again, s_settings);
        return XDocument.Load(second);
    }

    /// <summary>Takes out every element that names a relationship other than the ones that are kept.</summary>
    /// <returns>Whether anything was taken out.</returns>
    public static bool Clean(XDocument document, IReadOnlySet<string> kept)
    {
        XElement[] unwanted = [.. document.Descendants().Where(e => s_unwanted.Contains(e.Name))];
        Array.ForEach(unwanted, Remove);
        bool taken = unwanted.Length > 0;
        while (document.Descendants().FirstOrDefault(e => e.Attributes().Any(a => a.Name.Namespace == Ooxml.R && !kept.Contains(a.Value))) is { } leading)
        {
            Remove(leading.AncestorsAndSelf().FirstOrDefault(e => s_whole.Contains(e.Name)) ?? leading);
            taken = true;
        }

        return taken;
    }

    private static void Remove(XElement element)
    {
        if (element == element.Document?.Root)
        {
            throw new XmlException("The part as a whole names a relationship that is not allowed.");
        }

        if (element.Parent is not null)
        {
            XElement parent = element.Parent;
            element.Remove();

            // An empty list of extensions is against the schema.
            if (!parent.HasElements && parent.Name.LocalName == "extLst")
            {
                parent.Remove();
            }
        }
    }
}
