using System.IO.Compression;
using System.Text;

namespace ImageAnalytics.Fuzz.Seeds;

/// <summary>Presentations with one master and one layout, their parts as they are, so that changes reach the XML.</summary>
internal static class TemplateSeeds
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", Type = "application/vnd.openxmlformats-officedocument.presentationml.";

    private const string Types = $"""
        <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/ppt/presentation.xml" ContentType="{Type}presentation.main+xml"/><Override PartName="/ppt/master.xml" ContentType="{Type}slideMaster+xml"/><Override PartName="/ppt/layout.xml" ContentType="{Type}slideLayout+xml"/><Override PartName="/ppt/theme.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>
        """;

    private static readonly string[] s_parts = ["ppt/presentation.xml", "ppt/master.xml", "ppt/layout.xml", "ppt/theme.xml"];

    /// <summary>The parts one after another, a zero byte between them.</summary>
    public static IEnumerable<byte[]> Parts()
    {
        const string p = "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"" + Office + "\"";
        string shapes = string.Concat(((string[])["title", "body", "dt", "sldNum", "pic"]).Select((type, i) =>
            $"<p:sp><p:nvSpPr><p:cNvPr id=\"{i + 2}\" name=\"{type}\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"{type}\" idx=\"{i}\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"100\" y=\"{i * 900000}\"/><a:ext cx=\"8000000\" cy=\"800000\"/></a:xfrm><a:solidFill><a:srgbClr val=\"FF0000\"/></a:solidFill></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>x</a:t></a:r></a:p></p:txBody></p:sp>"));
        string tree = $"<p:cSld name=\"Title\"><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{shapes}</p:spTree></p:cSld>";
        yield return Encoding.UTF8.GetBytes(string.Join('\0', [
            $"<p:presentation {p}><p:sldMasterIdLst><p:sldMasterId id=\"1\" r:id=\"rId1\"/></p:sldMasterIdLst><p:sldSz cx=\"9144000\" cy=\"6858000\"/></p:presentation>",
            $"<p:sldMaster {p}>{tree}<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst><p:sldLayoutId id=\"2\" r:id=\"rId1\"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr sz=\"4400\"/></a:lvl1pPr></p:titleStyle></p:txStyles></p:sldMaster>",
            $"<p:sldLayout {p} type=\"title\">{tree}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
            $"<a:theme {p} name=\"t\"><a:themeElements><a:clrScheme name=\"c\"><a:dk1><a:srgbClr val=\"000000\"/></a:dk1><a:lt1><a:sysClr val=\"window\" lastClr=\"FFFFFF\"/></a:lt1><a:accent1><a:srgbClr val=\"8E24AA\"/></a:accent1></a:clrScheme><a:fontScheme name=\"f\"><a:majorFont><a:latin typeface=\"Arial\"/></a:majorFont><a:minorFont><a:latin typeface=\"Arial\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>",
        ]));
    }

    /// <summary>A whole package.</summary>
    public static IEnumerable<byte[]> Packages() => Parts().Select(Pack);

    /// <summary>A package of parts.</summary>
    public static byte[] Pack(byte[] parts)
    {
        string[] texts = Encoding.UTF8.GetString(parts).Split('\0');
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", Types);
            Add(zip, "_rels/.rels", Relations(("officeDocument", "ppt/presentation.xml")));
            Add(zip, "ppt/_rels/presentation.xml.rels", Relations(("slideMaster", "master.xml"), ("theme", "theme.xml")));
            Add(zip, "ppt/_rels/master.xml.rels", Relations(("slideLayout", "layout.xml"), ("theme", "theme.xml")));
            Add(zip, "ppt/_rels/layout.xml.rels", Relations(("slideMaster", "master.xml")));
            for (int i = 0; i < s_parts.Length && i < texts.Length; i++)
            {
                Add(zip, s_parts[i], texts[i]);
            }
        }

        return stream.ToArray();
    }

    private static string Relations(params (string Kind, string Target)[] relations)
        => $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations.Select((r, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/{r.Kind}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    private static void Add(ZipArchive zip, string name, string text)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
