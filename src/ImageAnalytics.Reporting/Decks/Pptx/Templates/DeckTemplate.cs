using System.Diagnostics.CodeAnalysis;
using System.Xml.Linq;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A design for slides: a master with its layouts and theme, taken from a company's template or built in.</summary>
/// <remarks>Holds copies in memory, and nothing but pictures besides: no macro, no link, no slide. Immutable.</remarks>
public sealed class DeckTemplate
{
    internal const int EmuPerPoint = 12_700;

    internal DeckTemplate(TemplatePart master, TemplatePart theme, string themeId, IReadOnlyList<TemplateLayout> layouts)
        => (Master, Theme, ThemeId, Layouts) = (master, theme, themeId, layouts);

    /// <summary>Reads a template, and refuses one that cannot be used.</summary>
    /// <param name="path">A presentation (<c>.pptx</c>) or a template (<c>.potx</c>); may come from anyone.</param>
    /// <param name="maxMegabytes">How large the deck may be.</param>
    /// <param name="template">The design.</param>
    /// <param name="problem">Why it cannot be used and what would help, in sentences that do not name the file.</param>
    public static bool TryRead(string path, int maxMegabytes, [NotNullWhen(true)] out DeckTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (template, problem) = (TemplateReader.Read(path, Math.Max(1, maxMegabytes - 1) * 1_000_000L), null);
            return true;
        }
        catch (TemplateException e)
        {
            (template, problem) = (null, e.Message);
            return false;
        }
    }

    /// <summary>What the template had that was left behind, a sentence each.</summary>
    public IReadOnlyList<string> Notices { get; internal init; } = [];

    internal long WidthEmu { get; init; }

    internal long HeightEmu { get; init; }

    internal TemplatePart Master { get; }

    internal TemplatePart Theme { get; }

    /// <summary>The relationship by which the master names its theme.</summary>
    internal string ThemeId { get; }

    internal IReadOnlyList<TemplateLayout> Layouts { get; }

    /// <summary>What text boxes look like without a style of their own; null when the template does not say.</summary>
    internal XElement? DefaultTextStyle { get; init; }

    /// <summary>About how many bytes it adds to a deck.</summary>
    internal long Bytes => Layouts.Select(l => l.Part).Append(Master).Append(Theme).Sum(p => p.Images.Sum(i => (long)i.Bytes.Length));

    internal double Width => (double)WidthEmu / EmuPerPoint;

    internal double Height => (double)HeightEmu / EmuPerPoint;
}
