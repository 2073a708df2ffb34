using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>Names and labels from anyone, at every place of a deck where text stands.</summary>
public sealed partial class HostileDeckTests
{
    /// <summary>Texts, and what a reader sees of the start of each.</summary>
    public static TheoryData<string, string> Texts { get; } = new()
    {
        { "<script>alert(1)</script>", "<script>alert(1)</script>" },
        { "\"><img src=x onerror=alert(1)>", "\"><img src=x onerror=alert(1)>" },
        { "</style></title></svg><b>x", "</style></title></svg><b>x" },
        { "]]><x/>", "]]><x/>" },
        { "<!--", "<!--" },
        { "&amp;&lt;&#0;", "&amp;&lt;&#0;" },
        { "{{7*7}}${7*7}", "{{7*7}}${7*7}" },
        { "javascript:alert(1)", "javascript:alert(1)" },
        { "=1+1", "=1+1" },
        { "+cmd|' /C calc'!A0", "+cmd|' /C calc'!A0" },
        { "@SUM(A1)", "@SUM(A1)" },
        { "-2+3", "-2+3" },
        { "'; DROP TABLE x;--", "'; DROP TABLE x;--" },
        { "a\0b", "a␀b" },
        { "a\u0001\u0008\u000b\u001f", "a␁␈␋␟" },
        { "a\r\nb\tc", "a␍␊b␉c" },
        { "\u007f\u0085", "␡‹U+0085›" },
        { "gpj.\u202Eexe", "gpj.‹U+202E›exe" },
        { "\u2066\u2067\u2069", "‹U+2066›‹U+2067›‹U+2069›" },
        { "zero\u200B\u200D\uFEFF", "zero‹U+200B›" },
        { "x\uFFFEy\uFFFF", "x\uFFFDy\uFFFD" },
        { "half \ud83d", "half \uFFFD" },
        { "\udc00 half", "\uFFFD half" },
        { "😀 Ωμέγα 日本語", "😀 Ωμέγα 日本語" },
        { "שלום עולם مرحبا", "שלום עולם مرحبا" },
        { "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "Z" },
        { "_x0041__x000D_", "_x0041__x000D_" },
        { "../../etc/passwd%00.jpg", "../../etc/passwd%00.jpg" },
        { new string('W', 4000), "WWWW" },
        { string.Concat(Enumerable.Repeat("word ", 800)), "word word" },
        { string.Concat(Enumerable.Repeat("日本", 2000)), "日本日本" },
        { "", "" },
        { "   ", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_IsShownAsText_AndBreaksNothing(string text, string seen)
    {
        using TemporaryFolder folder = new();
        (string htmlPath, string path) = await DrawnDeck.Write(folder, DrawnDeck.Content(text));

        PresentationFile.AssertSound(path);
        using PresentationDocument document = PresentationDocument.Open(path, false);
        SlidePart[] slides = PresentationTests.Slides(document);
        Assert.All(slides, s => Assert.Contains(seen, s.Slide!.InnerText, StringComparison.Ordinal));
        Assert.All(slides, s => Assert.Contains(seen, s.NotesSlidePart!.NotesSlide!.InnerText, StringComparison.Ordinal));

        string html = File.ReadAllText(htmlPath);
        Assert.Contains(seen, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        string[] scripts = [.. Tags().Matches(html).Select(m => m.Value.ToLowerInvariant()).Where(t => t is "<script" or "<img" or "<b" or "<x")];
        Assert.Equal(["<script"], scripts); // our own
        Assert.DoesNotContain(html, c => c < ' ' && c != '\n');
        Assert.DoesNotContain('\u202E', html);
    }

    [Fact]
    public async Task Workbook_KeepsATextThatLooksLikeAnEscape()
    {
        using TemporaryFolder folder = new();
        (_, string path) = await DrawnDeck.Write(folder, DrawnDeck.Content("_x0041_"));
        using PresentationDocument document = PresentationDocument.Open(path, false);
        using Stream stream = PresentationTests.Slides(document)[2].ChartParts.Single().EmbeddedPackagePart!.GetStream();
        using SpreadsheetDocument workbook = SpreadsheetDocument.Open(stream, false);
        Assert.Contains("_x005F_x0041_", workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.InnerText, StringComparison.Ordinal);
    }

    [GeneratedRegex("<[a-zA-Z]+")]
    private static partial Regex Tags();
}
