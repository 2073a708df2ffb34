using System.Xml.Linq;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>The design of decks without a template: 16:9, plain.</summary>
internal static class BuiltInTemplate
{
    private const string Master = "rIdMaster";

    /// <summary>The design.</summary>
    public static DeckTemplate Instance { get; } = new(
        Part("master"), Part("theme"), "rId4",
        [new(Part("layout-title"), "rId1", Master), new(Part("layout-content"), "rId2", Master), new(Part("layout-title-only"), "rId3", Master)])
    {
        WidthEmu = 12_192_000,
        HeightEmu = 6_858_000,
    };

    /// <summary>A document of the design.</summary>
    public static XDocument Document(string name)
    {
        using Stream stream = typeof(BuiltInTemplate).Assembly.GetManifestResourceStream($"deck.{name}.xml")!;
        return XDocument.Load(stream);
    }

    private static TemplatePart Part(string name) => new(Document(name), []);
}
