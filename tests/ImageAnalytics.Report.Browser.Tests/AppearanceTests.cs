using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>Light and dark, phone to wall, and print.</summary>
public sealed class AppearanceTests(Chromium chromium) : IDisposable
{
    private static readonly string[] s_pages = ["index.html", "pictures.html", "labels.html", "people.html", "folders.html", "thresholds.html", "under.html", "failures.html"];
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Dark_TurnsPageAndChartsDark()
    {
        await using WatchedPage watched = await OpenAsync(new() { ColorScheme = ColorScheme.Dark });
        int[] back = await watched.Page.EvaluateAsync<int[]>("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)");
        Assert.All(back, part => Assert.InRange(part, 0, 60));
        string source = await watched.Page.Locator(".plot img").First.EvaluateAsync<string>("i => i.currentSrc");
        Assert.EndsWith("-dark.svg", source, StringComparison.Ordinal);
        watched.AssertNoComplaint();
    }

    [Theory]
    [InlineData(360, 740)]
    [InlineData(3840, 2160)]
    public async Task NoPage_IsWiderThanTheScreen(int width, int height)
    {
        await using WatchedPage watched = await OpenAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        foreach (string file in s_pages)
        {
            await watched.GoAsync(file);
            int wide = await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{file} is {wide} pixels wide.");
        }

        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Print_LeavesOutWhatNobodyCanPress_AndIsBlackOnWhite()
    {
        await using WatchedPage watched = await OpenAsync(new() { ColorScheme = ColorScheme.Dark });
        await watched.GoAsync("pictures.html");
        await watched.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await watched.Page.Locator("form.filters").IsVisibleAsync());
        Assert.False(await watched.Page.Locator("nav.pages").IsVisibleAsync());
        Assert.True(await watched.Page.Locator("figure.tile").First.IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await watched.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.True((await watched.Page.PdfAsync()).Length > 10_000);
    }

    [Fact]
    public async Task Numbers_AndDates_AreThoseOfTheReadersLocale()
    {
        await using WatchedPage watched = await OpenAsync(new() { Locale = "de-DE" }, m => m with { Counts = m.Counts with { Observations = 1234567 } });
        await Assertions.Expect(watched.Page.Locator(".cards").First).ToContainTextAsync("1.234.567");
        await watched.GoAsync("pictures.html");
        await Assertions.Expect(watched.Page.Locator("figure.tile").First).ToContainTextAsync("02.01.2026, 03:04");
        await Assertions.Expect(watched.Page.Locator("figure.tile .names").First).ToContainTextAsync("0,70");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task WithoutScripts_TheFrontPageCanBeRead()
    {
        await using WatchedPage watched = await OpenAsync(new() { JavaScriptEnabled = false });
        string text = await watched.Page.InnerTextAsync("body");
        Assert.All((string[])["Which balls and crates were in the yard?", "Since the last run", "ball", "What failed, and what to do"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        await watched.Page.GotoAsync(new Uri(_workspace["report/pictures.html"]).AbsoluteUri);
        Assert.Contains("This page needs scripts.", await watched.Page.InnerTextAsync("body"), StringComparison.Ordinal);
    }

    private async Task<WatchedPage> OpenAsync(BrowserNewContextOptions options, Func<Reporting.ReportModel, Reporting.ReportModel>? change = null)
        => await WatchedPage.OpenAsync(chromium, await DrawnReport.WriteAsync(_workspace, change), "index.html", options);
}
