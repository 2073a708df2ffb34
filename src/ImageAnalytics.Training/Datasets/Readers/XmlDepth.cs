using System.Xml;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Refuses XML that is nested without need: a tree of it could exhaust the stack.</summary>
internal static class XmlDepth
{
    private const int Deepest = 64;

    /// <summary>Reads to a stream's end.</summary>
    /// <exception cref="XmlException">It is broken, or nested too deeply.</exception>
    public static void Check(Stream stream, XmlReaderSettings settings)
    {
        using XmlReader reader = XmlReader.Create(stream, settings);
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
            {
                IXmlLineInfo? place = reader as IXmlLineInfo;
                throw new XmlException($"Elements are nested more than {Deepest} deep.", null, place?.LineNumber ?? 0, place?.LinePosition ?? 0);
            }
        }
    }
}
