using FsCheck;
using FsCheck.Fluent;

namespace ImageAnalytics.Reporting.Tests;

/// <summary>File names and labels are texts from anyone.</summary>
public sealed class HostileTextTests
{
    private const string Attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'--></style></title>.jpg";

    [Fact]
    public async Task EveryText_IsEncoded()
    {
        using TemporaryFolder folder = new();
        string original = Drawn.Save(folder, "one.png");
        ReportPicture picture = Drawn.Picture(original) with
        {
            Path = Attack,
            Status = "partial",
            Message = Attack,
            Boxes = [new ReportBox(Attack, Attack, Attack, 0.5, Drawn.Ball)],
            Classifications = [new ReportClassification(Attack, Attack, 1, Attack, 0.5)],
        };
        ReportModel model = Drawn.Model(picture) with
        {
            Title = Attack,
            Problem = Attack,
            PipelineName = Attack,
            PipelineText = Attack,
            RunId = Attack,
            Inputs = [Attack],
            Steps = [new ReportStep(Attack, Attack, Attack, [new ReportLabel(Attack, Attack, 1, 1, 1)])],
            Models = [new ReportModelCard(Attack, Attack, Attack, Attack, Attack)],
            FailureCounts = new Dictionary<string, long> { [Attack] = 1 },
            Failures = [new ReportFailure(Attack, Attack, Attack)],
        };
        string html = await ReportWriterTests.PageOf(model, folder);
        Assert.Equal(ReportWriterTests.CountOf("<script src=\"assets/", html), ReportWriterTests.CountOf("<script", html.ToLowerInvariant()));
        Assert.DoesNotContain("src=x", html.Replace("&lt;img src=x", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, ReportWriterTests.CountOf("<img src=\"thumbs/", html));
        Assert.Equal(0, ReportWriterTests.CountOf("</style>", html));
    }

    [Theory]
    [InlineData("a\nb", "a␊b")]
    [InlineData("gpj.\u202Eexe", "gpj.‹U+202E›exe")]
    [InlineData("zero\u200Bwidth", "zero‹U+200B›width")]
    [InlineData("\u007F", "␡")]
    [InlineData("no\uFFFFcharacter", "no\uFFFDcharacter")]
    [InlineData("\uFDD0", "\uFFFD")]
    [InlineData("日本 é.jpg", "日本 é.jpg")]
    [InlineData(null, "")]
    public void VisibleText_ShowsWhatAPageWouldSwallow(string? text, string expected)
        => Assert.Equal(expected, VisibleText.Of(text));

    [Fact]
    public void VisibleText_ReplacesHalfACharacter()
        => Assert.Equal("half \uFFFD", VisibleText.Of("half \ud83d"));

    [Fact]
    public void VisibleText_IsStableAndHasNoControls()
        => Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
        {
            string once = VisibleText.Of(text);
            return once == VisibleText.Of(once) && !once.Any(char.IsControl);
        }));

    [Fact]
    public async Task Page_NamesNoOtherPlaceAndHoldsNoScriptInside()
    {
        using TemporaryFolder folder = new();
        string html = await ReportWriterTests.PageOf(Drawn.Model(Drawn.Picture(Drawn.Save(folder, "one.png"))) with { Models = [] }, folder);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);
        Assert.Equal(ReportWriterTests.CountOf(" defer></script>", html), ReportWriterTests.CountOf("<script", html));
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal); // the content security policy would ignore it
        Assert.Contains("default-src &#x27;none&#x27;", html, StringComparison.Ordinal);
    }

}
