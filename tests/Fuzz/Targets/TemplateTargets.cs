using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Reporting.Decks;

namespace ImageAnalytics.Fuzz.Targets;

/// <summary>Presentations whose design decks take.</summary>
internal static class TemplateTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("template", Read) { Tokens = [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 1, 2], [0x50, 0x4b, 5, 6], .. Words.Of("ppt/presentation.xml", "[Content_Types].xml", "_rels/.rels", "<a>", "r:id=\"rId1\"", "../")], MaxBytes = 40_000, Share = 0.4 },
    ];

    private static void Read(byte[] input) => DeckTemplate.TryRead(Scratch.Write("template.pptx", input), 50, out _, out _);
}
