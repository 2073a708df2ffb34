using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>The page of slides in a browser, as docs/decks.md says.</summary>
public sealed class SlidesTests(Chromium chromium) : IDisposable
{
    private static readonly string[] s_grave = ["serious", "critical"];
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Keys_TurnTheSlides()
    {
        await using WatchedPage watched = await OpenAsync();
        (string Key, int Slide)[] presses =
        [
            ("ArrowRight", 2), ("ArrowDown", 3), (" ", 4), ("PageDown", 5), ("ArrowLeft", 4), ("ArrowUp", 3), ("PageUp", 2), ("Shift+ ", 1), ("ArrowLeft", 1),
            ("End", DrawnSlides.Count), ("ArrowRight", DrawnSlides.Count), ("Home", 1),
        ];
        foreach ((string key, int slide) in presses)
        {
            await watched.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(watched.Page.Locator(".page:visible")).ToHaveIdAsync($"slide-{slide}");
            await Assertions.Expect(watched.Page.Locator("#count")).ToHaveTextAsync($"{slide} / {DrawnSlides.Count}");
        }

        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Keys_ShowNotes_AllSlides_AndHelp()
    {
        await using WatchedPage watched = await OpenAsync("slides.html#slide-2");
        await Assertions.Expect(watched.Page.Locator("#slide-2")).ToBeVisibleAsync();
        await watched.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(watched.Page.Locator("#slide-2 .notes")).ToContainTextAsync("Source: run 1.");
        await Assertions.Expect(watched.Page.Locator("#slide-2 .notes")).ToBeVisibleAsync();
        await watched.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(watched.Page.Locator("#slide-2 .notes")).ToBeHiddenAsync();
        await watched.Page.Keyboard.PressAsync("o");
        await Assertions.Expect(watched.Page.Locator(".page:visible")).ToHaveCountAsync(DrawnSlides.Count);
        await watched.Page.Keyboard.PressAsync("o");
        await Assertions.Expect(watched.Page.Locator(".page:visible")).ToHaveCountAsync(1);
        await watched.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(watched.Page.Locator("#help")).ToBeVisibleAsync();
        await watched.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(watched.Page.Locator("#slide-2")).ToBeVisibleAsync();
        await watched.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(watched.Page.Locator("#help")).ToBeHiddenAsync();
        watched.AssertNoComplaint();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EverySlide_HasNoSeriousAccessibilityIssue_AndIsAsLightOrDarkAsTheSystem(ColorScheme scheme)
    {
        await using WatchedPage watched = await OpenAsync(options: new() { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 800 } });
        for (int slide = 1; slide <= DrawnSlides.Count; slide++)
        {
            await Assertions.Expect(watched.Page.Locator($"#slide-{slide}")).ToBeVisibleAsync();
            watched.AssertNoComplaint();
            await watched.Page.Keyboard.PressAsync("ArrowRight");
        }

        int[] paper = await watched.Page.EvaluateAsync<int[]>("getComputedStyle(document.querySelector('.on .slide')).backgroundColor.match(/[0-9]+/g).map(Number)");
        Assert.All(paper, part => Assert.InRange(part, scheme == ColorScheme.Dark ? 0 : 250, scheme == ColorScheme.Dark ? 60 : 255));

        // A slide fills the window: nothing is left to scroll.
        int[] toScroll = await watched.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]");
        Assert.Equal([0, 0], toScroll);

        // One slide with what is around it, then all of them at once.
        List<string> issues = [];
        foreach (string key in (string[])["Home", "o"])
        {
            await watched.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(watched.Page.Locator(".page:visible")).ToHaveCountAsync(key == "o" ? DrawnSlides.Count : 1);
            issues.AddRange((await watched.Page.RunAxe()).Violations.Where(v => s_grave.Contains(v.Impact)).Select(v => $"{v.Id}, {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
            watched.Forget();
        }

        Assert.True(issues.Count == 0, string.Join('\n', issues));
    }

    [Fact]
    public async Task Print_GivesEverySlideAPage()
    {
        await using WatchedPage watched = await OpenAsync("slides.html#slide-3", new() { ColorScheme = ColorScheme.Dark });
        byte[] pdf = await watched.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
        string text = Encoding.Latin1.GetString(pdf);
        Assert.Equal(DrawnSlides.Count, Regex.Count(text, @"/Type /Page\b(?!s)"));
        Assert.All(Regex.Matches(text, @"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]"), box =>
            Assert.Equal((960, 540), ((int)Math.Round(double.Parse(box.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)), (int)Math.Round(double.Parse(box.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)))));
        watched.AssertNoComplaint();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Phone_HasAllSlidesBelowOneAnother_AlsoWithoutScripts(bool scripts)
    {
        string folder = await DrawnSlides.WriteAsync(_workspace, "a rather long name of a part that has to be broken somewhere");
        IPage page = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, JavaScriptEnabled = scripts });
        await page.GotoAsync(new Uri(Path.Combine(folder, "slides.html")).AbsoluteUri);
        await Assertions.Expect(page.Locator(".page:visible")).ToHaveCountAsync(DrawnSlides.Count);
        int wide = await page.Locator("html").EvaluateAsync<int>("e => e.scrollWidth");
        Assert.InRange(wide, 1, 360);
        await page.Locator(".home a").ClickAsync();
        Assert.EndsWith("/index.html", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Report_IsOneClickAway()
    {
        await using WatchedPage watched = await OpenAsync();
        await Assertions.Expect(watched.Page.Locator(".home")).ToBeHiddenAsync();
        await watched.Page.Locator("nav .leave").ClickAsync();
        await Assertions.Expect(watched.Page.Locator("#main")).ToHaveTextAsync("The report");
        watched.AssertNoComplaint();
    }

    private async Task<WatchedPage> OpenAsync(string address = "slides.html", BrowserNewContextOptions? options = null)
        => await WatchedPage.OpenAsync(chromium, await DrawnSlides.WriteAsync(_workspace), address, options);
}
