using Microsoft.AspNetCore.Components;

namespace ImageAnalytics.Reporting.Writing;

/// <summary>
/// Marks what the front page says about the last run: the one part of a report that is different when results are the same again.
/// </summary>
internal static class SinceMark
{
    private const string BeforeText = "<!--since-->", AfterText = "<!--/since-->";

    /// <summary>Stands before it. No text of a page can be taken for it, as all texts are encoded.</summary>
    public static MarkupString Before { get; } = new(BeforeText);

    /// <summary>Stands after it.</summary>
    public static MarkupString After { get; } = new(AfterText);

    /// <summary>Puts another section between the marks.</summary>
    /// <returns>The page; null when it has no marks.</returns>
    public static string? Replace(string page, string section)
    {
        int from = page.IndexOf(BeforeText, StringComparison.Ordinal), to = page.IndexOf(AfterText, StringComparison.Ordinal);
        return from < 0 || to < from ? null : string.Concat(page.AsSpan(0, from + BeforeText.Length), section, page.AsSpan(to));
    }
}
