using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>The slider recounts the whole run, and the page below it shows what it would let in.</summary>
public sealed class ThresholdTests(Chromium chromium) : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Slider_Recounts_ShowsPrecisionAndRecall_AndGivesTheYaml()
    {
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, await DrawnReport.WriteAsync(_workspace), "thresholds.html");
        IPage page = watched.Page;
        ILocator slider = page.GetByRole(AriaRole.Slider), kept = page.Locator("#kept");
        Assert.Equal("60", await slider.InputValueAsync()); // Where the pipeline goes on.
        await page.Locator("select[name=label]").SelectOptionAsync("0");
        await Assertions.Expect(kept).ToContainTextAsync("40"); // 0.60 to 0.99
        await slider.FocusAsync();
        for (int i = 0; i < 17; i++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await Assertions.Expect(page.Locator("output.threshold")).ToHaveTextAsync("0.43");
        await Assertions.Expect(kept).ToContainTextAsync("57");
        await Assertions.Expect(kept).ToContainTextAsync("57 right, 0 wrong");
        await Assertions.Expect(kept).ToContainTextAsync("0.89"); // Recall: 57 of 64.
        await Assertions.Expect(page.GetByText("options: { minConfidence: 0.43 }")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("where: \"label = 'ball' and confidence >= 0.43\"")).ToBeVisibleAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy for the step" }).ClickAsync();
        await Assertions.Expect(page.Locator(".copied").First).ToHaveTextAsync("Copied");
        await slider.FillAsync("40");
        await Assertions.Expect(kept).ToContainTextAsync("60 right, 3 wrong");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task JustUnder_ShowsThoseBelowTheThreshold_TheSurestFirst()
    {
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, await DrawnReport.WriteAsync(_workspace), "under.html#step=0&label=0&t=60");
        IPage page = watched.Page;
        await Assertions.Expect(page.Locator(".told")).ToContainTextAsync("10 observations lie between 0.50 and 0.60; 10 of the pictures");
        await Assertions.Expect(page.Locator("figure.tile .path").First).ToHaveTextAsync("a/19.png");
        Assert.Equal(10, await page.Locator("figure.tile .overlay > g").CountAsync()); // The crates are not drawn.
        watched.AssertNoComplaint();
    }
}
