using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Fuzz.Seeds;
using ImageAnalytics.Reporting.Decks;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>Presentations whose design decks take.</summary>
internal static class TemplateTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("template", Read)
        {
            Seeds = TemplateSeeds.Packages, MaxBytes = 20_000, Share = 0.4,
            Tokens = [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 1, 2], [0x50, 0x4b, 5, 6], .. Words.Of("ppt/presentation.xml", "[Content_Types].xml", "_rels/.rels", "<a>", "r:id=\"rId1\"", "../", "TargetMode=\"External\"")],
        },
        new FuzzTarget("template-parts", i => Read(TemplateSeeds.Pack(i)))
        {
            Seeds = TemplateSeeds.Parts, MaxBytes = 20_000, Share = 0.6,
            Tokens = Words.Of("<a:off x=\"-1\"/>", "<p:sp>", "</p:sp>", "<a>", "</a>", "type=\"title\"", "idx=\"1\"", "r:id=\"rId2\"", "<p:pic>", "<p:graphicFrame>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "\0", "9223372036854775807", "<p:extLst>", "r:embed=\"rId9\""),
        },
    ];

    private static void Read(byte[] input) => DeckTemplate.TryRead(Scratch.Write("template.pptx", input), 50, out _, out _);
}
