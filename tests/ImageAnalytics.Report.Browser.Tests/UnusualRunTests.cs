using ImageAnalytics.Report.Browser.Tests.Support;
using ImageAnalytics.Reporting;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>Runs with nothing, with one picture, with failures alone; and a report that was linked.</summary>
public sealed class UnusualRunTests(Chromium chromium) : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 3)]
    public async Task EveryPage_OpensWithoutComplaint(int pictures, int failures)
    {
        string folder = await DrawnReport.WriteAsync(_workspace, m => m with
        {
            Counts = new ReportCounts(pictures + failures, pictures, 0, failures, pictures),
            Steps = pictures > 0 ? m.Steps : [.. m.Steps.Select(s => s with { Labels = [], Surest = [] })],
            Pictures = [.. m.Pictures.Take(pictures), .. m.Pictures.Where(p => p.Status == "failed").Take(failures)],
            Folders = [.. m.Folders.Take(Math.Min(1, pictures + failures))],
            FailureCounts = failures > 0 ? m.FailureCounts : new Dictionary<string, long>(),
            Failures = failures > 0 ? m.Failures : [],
            Changes = null,
            Trend = DrawnReport.Trend(1),
        });
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, folder, "index.html");
        foreach (string file in Directory.GetFiles(folder, "*.html"))
        {
            await watched.GoAsync(Path.GetFileName(file));
        }

        await watched.GoAsync("pictures.html");
        await Assertions.Expect(watched.Page.Locator(".told")).ToContainTextAsync($"{pictures + failures} of the {pictures + failures}");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task LinkedReport_SaysThatNothingChanged_AndLeavesTheFormerOneAsItWas()
    {
        string former = await DrawnReport.WriteAsync(_workspace), linked = _workspace["linked"];
        string before = await File.ReadAllTextAsync(Path.Combine(former, "index.html"), TestContext.Current.CancellationToken);
        foreach (string file in Directory.GetFiles(former, "*", SearchOption.AllDirectories))
        {
            string name = Path.Combine(linked, Path.GetRelativePath(former, file));
            Directory.CreateDirectory(Path.GetDirectoryName(name)!);
            Results.BlobStore.Link(file, name);
        }

        string chart = Path.Combine(former, "charts", "trend-found.svg"), drawn = await File.ReadAllTextAsync(chart, TestContext.Current.CancellationToken);

        await ReportWriter.SayNothingChangedAsync(linked, DrawnReport.Trend(9), "20260208-010203");

        Assert.Equal(drawn, await File.ReadAllTextAsync(chart, TestContext.Current.CancellationToken));
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(former, "index.html"), TestContext.Current.CancellationToken));
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, linked, "index.html");
        await Assertions.Expect(watched.Page.Locator("#since")).ToContainTextAsync("Nothing changed");
        await Assertions.Expect(watched.Page.Locator("#trend h2")).ToContainTextAsync("the last 9");
        await Assertions.Expect(watched.Page.Locator("#alerts")).ToContainTextAsync("Compared with run 20260208-010203.");
        await watched.GoAsync("pictures.html#fresh=1");
        await Assertions.Expect(watched.Page.Locator(".told")).ToContainTextAsync("63 of the 63");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task LinkedReport_OfAFirstRun_MakesRoomForTheChartsOfTheRuns()
    {
        string folder = await DrawnReport.WriteAsync(_workspace, m => m with { Trend = DrawnReport.Trend(1) });
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, folder, "index.html");
        await Assertions.Expect(watched.Page.Locator("#charts .plot")).ToHaveCountAsync(6);
        await Assertions.Expect(watched.Page.Locator("#trend")).ToHaveCountAsync(0);

        await ReportWriter.SayNothingChangedAsync(folder, DrawnReport.Trend(2), "20260201-010203");

        await watched.GoAsync("index.html");
        await Assertions.Expect(watched.Page.Locator("#charts .plot")).ToHaveCountAsync(3);
        await Assertions.Expect(watched.Page.Locator("#trend .plot")).ToHaveCountAsync(3);
        watched.AssertNoComplaint();
    }
}
