using Microsoft.AspNetCore.Components;

namespace ImageAnalytics.Reporting.Writing;

/// <summary>
/// Marks a part of the front page that is different when results are the same again: what it says about other runs. No text of a page can be
/// taken for a mark, as all texts are encoded.
/// </summary>
internal sealed class PageMark
{
    private readonly string _before, _after;

    private PageMark(string name) => (_before, _after) = ($"<!--{name}-->", $"<!--/{name}-->");

    /// <summary>What changed since the last run.</summary>
    public static PageMark Since { get; } = new("since");

    /// <summary>Which run the alerts were compared with.</summary>
    public static PageMark Compared { get; } = new("compared");

    /// <summary>How the figures changed from run to run.</summary>
    public static PageMark Trend { get; } = new("trend");

    /// <summary>Charts that make room for those of the trend.</summary>
    public static PageMark MoreCharts { get; } = new("more");

    /// <summary>Stands before it.</summary>
    public MarkupString Before => new(_before);

    /// <summary>Stands after it.</summary>
    public MarkupString After => new(_after);

    /// <summary>Puts another section between the marks.</summary>
    /// <returns>The page; null when it has no such marks.</returns>
    public string? Replace(string page, string section)
    {
        int from = page.IndexOf(_before, StringComparison.Ordinal), to = page.IndexOf(_after, StringComparison.Ordinal);
        return from < 0 || to < from ? null : string.Concat(page.AsSpan(0, from + _before.Length), section, page.AsSpan(to));
    }
}
