using Deque.AxeCore.Playwright;
using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>The page of a comparison: filters, paging, keyboard, and on every kind of screen.</summary>
public sealed class ComparisonTests(Chromium chromium) : IDisposable
{
    private static readonly string[] s_grave = ["serious", "critical"];
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Filters_ShowWhatMatches_AndAreKeptInTheAddress()
    {
        await using WatchedPage watched = await OpenAsync();
        IPage page = watched.Page;
        await ExpectAsync(page, "31 of the 31");
        await Choice(page, "change").SelectOptionAsync("new");
        await ExpectAsync(page, "2 of the 31");
        await Assertions.Expect(page.GetByText("Not in this run.")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await ExpectAsync(page, "31 of the 31");
        await Choice(page, "label").SelectOptionAsync("moon");
        await ExpectAsync(page, "6 of the 31");
        await Choice(page, "finding").SelectOptionAsync("appeared");
        await ExpectAsync(page, "0 of the 31");
        await Choice(page, "label").SelectOptionAsync("crate");
        await ExpectAsync(page, "20 of the 31");
        Assert.Contains("finding=appeared", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await page.GetByLabel("Search").First.FillAsync("MOVED/");
        await ExpectAsync(page, "1 of the 31");
        await Assertions.Expect(page.GetByText("old/29.png")).ToBeVisibleAsync();
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task EveryCount_LeadsToItsPictures()
    {
        await using WatchedPage watched = await OpenAsync();
        IPage page = watched.Page;
        foreach ((string card, string expected) in ((string, string)[])[("new", "2 of"), ("moved", "1 of"), ("failed now", "1 of"), ("appeared", "20 of"), ("relabelled", "6 of")])
        {
            await page.Locator(".card").Filter(new() { Has = page.GetByText(card, new() { Exact = true }) }).Locator("a").First.ClickAsync();
            await ExpectAsync(page, expected);
        }

        await Assertions.Expect(page.Locator("#changed")).ToBeInViewportAsync();
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Sides_ShowWhatDiffers_AndWhatIsTheSameFaintly()
    {
        await using WatchedPage watched = await OpenAsync("index.html#q=a/03.png");
        ILocator pair = watched.Page.Locator("figure.duo"), left = pair.Locator(".side").First, right = pair.Locator(".side").Last;
        await Assertions.Expect(pair).ToHaveCountAsync(1);
        await Assertions.Expect(left.Locator(".which")).ToHaveTextAsync("earlier run");
        await Assertions.Expect(left.Locator(".overlay > g.same")).ToHaveCountAsync(1);
        await Assertions.Expect(left.Locator(".names .chip")).ToHaveCountAsync(0);
        await Assertions.Expect(right.Locator(".overlay > g.same")).ToHaveCountAsync(1);
        await Assertions.Expect(right.Locator(".overlay > g.appeared")).ToHaveCountAsync(1);
        await Assertions.Expect(right.Locator(".names .chip")).ToHaveTextAsync("+ crate 0.70");
        await Assertions.Expect(pair.Locator(".differs li")).ToHaveTextAsync("+ appeared crate 0.70");
        await watched.Page.GetByLabel("Draw what is the same, faintly").UncheckAsync();
        await Assertions.Expect(right.Locator(".overlay > g")).ToHaveCountAsync(1);
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task PictureThatIsGone_SaysSo_AndItsFindingsAreListed()
    {
        await using WatchedPage watched = await OpenAsync("index.html#change=gone");
        ILocator pair = watched.Page.Locator("figure.duo");
        await Assertions.Expect(pair.Locator(".side").First).ToContainTextAsync("The original cannot be shown: it is gone or has changed.");
        await Assertions.Expect(pair.Locator(".side").First.Locator(".chips")).ToHaveTextAsync("ball");
        await Assertions.Expect(pair.Locator(".side").Last).ToContainTextAsync("Not in this run.");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Pages_Turn_AndTheListOpens()
    {
        await using WatchedPage watched = await OpenAsync();
        IPage page = watched.Page;
        await Assertions.Expect(page.Locator("figure.duo")).ToHaveCountAsync(12);
        await page.GetByRole(AriaRole.Button, new() { Name = "Last page" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("figure.duo")).ToHaveCountAsync(7);
        Assert.Contains("page=3", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".place").First).ToHaveTextAsync("25–31 of 31");
        await page.Locator("#list summary").ClickAsync();
        await Assertions.Expect(page.Locator("#list tbody tr")).ToHaveCountAsync(DrawnComparison.Changes);
        await page.GetByLabel("Search changes").FillAsync("ball → moon");
        await Assertions.Expect(page.Locator("#list tbody tr")).ToHaveCountAsync(6);
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Keyboard_GoesFromOneSideToTheOther()
    {
        await using WatchedPage watched = await OpenAsync("index.html#label=moon");
        IPage page = watched.Page;
        await page.Locator("button.stage").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        ILocator viewer = page.Locator("dialog.viewer"), heading = viewer.Locator("h2");
        await Assertions.Expect(heading).ToHaveTextAsync("b/20.png · earlier run");
        await Assertions.Expect(viewer.Locator(".names .chip")).ToHaveTextAsync("≠ ball 0.80");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(heading).ToHaveTextAsync("b/20.png · later run");
        await Assertions.Expect(viewer.Locator(".names .chip")).ToHaveTextAsync("≠ moon 0.80");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(heading).ToHaveTextAsync("b/21.png · earlier run");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(viewer).ToBeHiddenAsync();
        Assert.True(await page.Locator("button.stage").First.EvaluateAsync<bool>("e => e === document.activeElement"), "The focus is lost.");
        watched.AssertNoComplaint();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Page_HasNoSeriousAccessibilityIssueAndNoComplaint(ColorScheme scheme)
    {
        await using WatchedPage watched = await OpenAsync(options: new() { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 900 } });
        await watched.Page.Locator("#list summary").ClickAsync();
        await Assertions.Expect(watched.Page.Locator("#list tbody tr")).ToHaveCountAsync(DrawnComparison.Changes);
        watched.AssertNoComplaint();
        List<string> issues = await IssuesAsync(watched.Page);
        await watched.Page.Locator("button.stage").First.ClickAsync();
        issues.AddRange(await IssuesAsync(watched.Page));
        Assert.True(issues.Count == 0, string.Join('\n', issues));
    }

    [Theory]
    [InlineData(360, 740)]
    [InlineData(3840, 2160)]
    public async Task Page_IsNotWiderThanTheScreen(int width, int height)
    {
        await using WatchedPage watched = await OpenAsync(options: new() { ViewportSize = new() { Width = width, Height = height } });
        await watched.Page.Locator("#list summary").ClickAsync();
        await Assertions.Expect(watched.Page.Locator("#list tbody tr")).ToHaveCountAsync(DrawnComparison.Changes);
        int wide = await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(wide <= width, $"The page is {wide} pixels wide.");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task HostileNamesAndLabels_AreShownAsText()
    {
        // Every text that the page shows begins with the next of them.
        int next = 0;
        string folder = await DrawnComparison.WriteAsync(_workspace, text => HostileTexts.All[next++ % HostileTexts.All.Count] + text);
        Assert.True(next > HostileTexts.All.Count);
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, folder, "index.html", new() { ViewportSize = new() { Width = 390, Height = 800 } });
        IPage page = watched.Page;
        await ExpectAsync(page, "31 of the 31");
        await page.Locator("#list summary").ClickAsync();
        await Assertions.Expect(page.Locator("#list tbody tr")).ToHaveCountAsync(DrawnComparison.Changes);
        Assert.Equal(0, await page.Locator("main script, iframe, img[src=x], main b, a[href^='//'], a[href^='javascript'], [onload], [onmouseover], [onerror]").CountAsync());
        int wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(wide <= 390, $"The page is {wide} pixels wide.");
        string text = await page.InnerTextAsync("main");
        Assert.All((string[])["<script>alert(1)</script>", "__proto__", "constructor", "gpj.‹U+202E›exe", "nul␀byte"], t => Assert.Contains(t, text, StringComparison.Ordinal));
        int labels = await Choice(page, "label").Locator("option").CountAsync();
        Assert.True(labels > 20, $"{labels} labels");
        for (int label = 1; label < labels; label++)
        {
            await Choice(page, "label").SelectOptionAsync(new SelectOptionValue { Index = label });
            await Assertions.Expect(page.Locator("#told")).Not.ToContainTextAsync("0 of the 31");
        }

        await page.Locator("button.stage").First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Print_LeavesOutWhatNobodyCanPress()
    {
        await using WatchedPage watched = await OpenAsync(options: new() { ColorScheme = ColorScheme.Dark });
        await watched.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await watched.Page.Locator("form.filters").IsVisibleAsync());
        Assert.True(await watched.Page.Locator("figure.duo").First.IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await watched.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.True((await watched.Page.PdfAsync()).Length > 10_000);
    }

    [Fact]
    public async Task WithoutScripts_TheFiguresCanBeRead()
    {
        await using WatchedPage watched = await OpenAsync(options: new() { JavaScriptEnabled = false });
        string text = await watched.Page.InnerTextAsync("body");
        Assert.All((string[])["yard-watch: what changed", "20260102-020000", "crate", "How they agree", "The pictures need scripts."], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    private async Task<WatchedPage> OpenAsync(string address = "index.html", BrowserNewContextOptions? options = null)
    {
        options ??= new() { ViewportSize = new() { Width = 1280, Height = 900 } };
        options.Locale ??= "en-GB";
        return await WatchedPage.OpenAsync(chromium, await DrawnComparison.WriteAsync(_workspace), address, options);
    }

    private static ILocator Choice(IPage page, string name) => page.Locator($"select[name={name}]");

    private static async Task ExpectAsync(IPage page, string told) => await Assertions.Expect(page.Locator("#told")).ToContainTextAsync(told);

    private static async Task<List<string>> IssuesAsync(IPage page)
        => [.. (await page.RunAxe()).Violations.Where(v => s_grave.Contains(v.Impact)).Select(v => $"{v.Id}, {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")];
}
