using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>Filters, paging, the full-size view and the keyboard.</summary>
public sealed class GalleryTests(Chromium chromium) : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Filters_ShowWhatMatches_AndAreKeptInTheAddress()
    {
        await using WatchedPage watched = await OpenAsync("pictures.html");
        IPage page = watched.Page;
        await ExpectAsync(page, "63 of the 63");
        await page.GetByLabel("Label").SelectOptionAsync("1");
        await ExpectAsync(page, "30 of the 63");
        await page.GetByLabel("Folder").SelectOptionAsync("0");
        await ExpectAsync(page, "15 of the 63");
        await page.GetByLabel("Taken from").FillAsync("2026-02-01");
        await ExpectAsync(page, "0 of the 63");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await page.GetByLabel("Taken from").FillAsync("2026-02-01");
        await ExpectAsync(page, "30 of the 63");
        await page.GetByLabel("Taken from").FillAsync("");
        await page.GetByLabel("Confidence from").FillAsync("0.9");
        await ExpectAsync(page, "10 of the 63");
        await page.GetByLabel("Confidence from").FillAsync("");
        await page.GetByLabel("Search").First.FillAsync("BROKEN");
        await ExpectAsync(page, "3 of the 63");
        Assert.Contains("q=BROKEN", page.Url, StringComparison.Ordinal);
        await watched.GoAsync("pictures.html#status=failed");
        await ExpectAsync(page, "3 of the 63");
        await watched.GoAsync("pictures.html#fresh=1");
        await ExpectAsync(page, "5 of the 63");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Pages_Turn()
    {
        await using WatchedPage watched = await OpenAsync("pictures.html");
        IPage page = watched.Page;
        Assert.Equal(24, await page.Locator("figure.tile").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Next page" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".place").First).ToHaveTextAsync("25–48 of 63");
        await page.GetByRole(AriaRole.Button, new() { Name = "Last page" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("figure.tile")).ToHaveCountAsync(15);
        Assert.Contains("page=3", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.GetByText("There is no picture to show.")).ToHaveCountAsync(3);
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task FullSize_OpensTurnsZoomsAndClosesByKeyboardAlone()
    {
        await using WatchedPage watched = await OpenAsync("pictures.html");
        IPage page = watched.Page;
        await page.Locator("button.stage").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        ILocator viewer = page.Locator("dialog.viewer"), heading = viewer.Locator("h2"), image = viewer.Locator("img");
        await Assertions.Expect(heading).ToHaveTextAsync("a/00.png");
        Assert.Contains("previews/", await image.GetAttributeAsync("src"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(heading).ToHaveTextAsync("a/01.png");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft"); // The first one: nothing before it.
        await Assertions.Expect(heading).ToHaveTextAsync("a/00.png");
        double before = (await image.BoundingBoxAsync())!.Width;
        await page.Keyboard.PressAsync("+");
        Assert.True((await image.BoundingBoxAsync())!.Width > before * 1.4);
        await page.Keyboard.PressAsync("-");
        Assert.Equal(before, (await image.BoundingBoxAsync())!.Width, 1.0);
        Assert.Equal(3, await viewer.Locator(".overlay > g").CountAsync() + 1);
        await page.Keyboard.PressAsync("b");
        Assert.Equal(0, await viewer.Locator(".overlay > g").CountAsync());
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(viewer).ToBeHiddenAsync();
        Assert.True(await page.Locator("button.stage").First.EvaluateAsync<bool>("e => e === document.activeElement"), "The focus is lost.");
        watched.AssertNoComplaint();
    }

    [Theory]
    [InlineData("index.html", "ok", "60 of the 63")]
    [InlineData("labels.html", "crate", "30 of the 63")]
    [InlineData("folders.html", "a", "30 of the 63")]
    [InlineData("people.html", "Ann Example", "0 of the 63")]
    public async Task EveryNumber_LeadsToItsPictures(string file, string row, string expected)
    {
        await using WatchedPage watched = await OpenAsync(file);
        IPage page = watched.Page;
        ILocator link = file == "index.html"
            ? page.Locator(".card").Filter(new() { HasText = row }).Locator("a").First
            : page.Locator("tbody tr").Filter(new() { Has = page.GetByText(row, new() { Exact = true }) }).First.Locator("td.n a").First;
        await link.ClickAsync();
        await ExpectAsync(page, expected);
        watched.AssertNoComplaint();
    }

    private async Task<WatchedPage> OpenAsync(string address) => await WatchedPage.OpenAsync(chromium, await DrawnReport.WriteAsync(_workspace), address);

    private static async Task ExpectAsync(IPage page, string told) => await Assertions.Expect(page.Locator(".told")).ToContainTextAsync(told);
}
