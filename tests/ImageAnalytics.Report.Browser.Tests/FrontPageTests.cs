using ImageAnalytics.Report.Browser.Tests.Support;
using ImageAnalytics.Reporting;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>What a person in a hurry sees: alerts, the runs before, the way to the slides.</summary>
public sealed class FrontPageTests(Chromium chromium) : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task AlertThatFired_StandsFirst_AndLeadsToItsPictures()
    {
        await using WatchedPage watched = await OpenAsync();
        ILocator alerts = watched.Page.Locator("main > :first-child");
        await Assertions.Expect(alerts).ToHaveIdAsync("alerts");
        await Assertions.Expect(alerts).ToContainTextAsync("1 alert fired");
        await Assertions.Expect(alerts.Locator("li")).ToContainTextAsync("30 images of 'objects' where label = 'crate'");
        await Assertions.Expect(alerts.Locator("li")).ToContainTextAsync("Fires at more than 29. Last run: 28.");
        await Assertions.Expect(alerts).ToContainTextAsync("Compared with run 20260203-010203.");
        await Assertions.Expect(alerts.Locator("table")).Not.ToBeVisibleAsync();
        await alerts.Locator("summary").ClickAsync();
        await Assertions.Expect(alerts.Locator("table")).ToContainTextAsync("fewer than 10, or a change of more than 50 %");

        await alerts.GetByRole(AriaRole.Link, new() { Name = "See some of them" }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".told")).ToHaveTextAsync("2 of the 63 pictures shown here");
        await Assertions.Expect(watched.Page.Locator("select[name=alert]")).ToHaveValueAsync("0");
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".told")).ToHaveTextAsync("63 of the 63 pictures shown here");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task AlertsThatHeld_AreQuiet_AndAPipelineWithoutAnySaysNothing()
    {
        await using (WatchedPage held = await OpenAsync(change: m => m with { Alerts = m.Alerts with { All = [.. m.Alerts.All.Where(a => a.Count > 50)] } }))
        {
            await Assertions.Expect(held.Page.Locator("main > :first-child")).ToHaveClassAsync("cards");
            await Assertions.Expect(held.Page.Locator("#alerts")).ToContainTextAsync("No alert fired");
            await held.GoAsync("pictures.html");
            await Assertions.Expect(held.Page.Locator("select[name=alert]")).ToHaveCountAsync(0);
            held.AssertNoComplaint();
        }

        await using WatchedPage none = await OpenAsync(change: m => m with { Alerts = ReportAlerts.None });
        await Assertions.Expect(none.Page.Locator("#alerts")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("de-DE", "1. Feb.", "01.02.2026, 02:02")]
    [InlineData("en-US", "Feb 1", "Feb 1, 2026, 2:02 AM")]
    public async Task Runs_HaveDatesOfTheReadersLocaleAndZone(string locale, string day, string moment)
    {
        await using WatchedPage watched = await OpenAsync(new() { Locale = locale, TimezoneId = "Europe/Berlin" });
        await Assertions.Expect(watched.Page.Locator("#trend .plot")).ToHaveCountAsync(3);
        await Assertions.Expect(watched.Page.Locator("#trend .dates").First.Locator("time").First).ToHaveTextAsync(day);
        await Assertions.Expect(watched.Page.Locator("#trend .dates").First.Locator("time")).ToHaveCountAsync(5);
        await watched.Page.Locator("#trend summary").ClickAsync();
        string row = (await watched.Page.Locator("#trend tbody tr").Last.InnerTextAsync()).Replace('\u202F', ' ');
        Assert.StartsWith(moment, row, StringComparison.Ordinal);
        await Assertions.Expect(watched.Page.Locator("#trend tbody tr").Nth(4)).ToContainTextAsync("steps or counting changed");
        await Assertions.Expect(watched.Page.Locator("#trend tbody tr").Nth(6)).ToContainTextAsync("–");
        await Assertions.Expect(watched.Page.Locator("#trend .series").First).ToContainTextAsync("(unknown)");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Dates_StandUnderTheirPlaceInTheChart()
    {
        await using WatchedPage watched = await OpenAsync(change: m => m with { Trend = DrawnReport.Trend(5) });
        // Of five runs the middle one has its centre in the middle of what lies between the chart's paddings of 68 and 12 of 680 columns.
        double off = await watched.Page.EvaluateAsync<double>(
            """
            (() => {
              const chart = document.querySelector("#trend img").getBoundingClientRect(), date = document.querySelectorAll("#trend .dates")[0].children[2].firstElementChild.getBoundingClientRect();
              return Math.abs(date.left + date.width / 2 - chart.left - chart.width * (68 + 300) / 680);
            })()
            """);
        Assert.InRange(off, 0, 3);
    }

    [Fact]
    public async Task FrontPage_StaysSmall_HoweverManyAlertsRunsAndLabelsThereAre()
    {
        string long4000 = new('x', 4000);
        string folder = await DrawnReport.WriteAsync(_workspace, m => m with
        {
            Alerts = new ReportAlerts(null, [.. Enumerable.Range(0, 2000).Select(i => new ReportAlert($"{i}", i % 2 == 0, long4000, i) { Above = 0 })]),
        });
        Assert.InRange(new FileInfo(Path.Combine(folder, "index.html")).Length, 1, 1_000_000);
    }

    private async Task<WatchedPage> OpenAsync(BrowserNewContextOptions? options = null, Func<ReportModel, ReportModel>? change = null)
        => await WatchedPage.OpenAsync(chromium, await DrawnReport.WriteAsync(_workspace, change), "index.html", options);
}
