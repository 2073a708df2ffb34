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

        await ReportWriter.SayNothingChangedAsync(linked);

        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(former, "index.html"), TestContext.Current.CancellationToken));
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, linked, "index.html");
        await Assertions.Expect(watched.Page.Locator("#since")).ToContainTextAsync("Nothing changed");
        await watched.GoAsync("pictures.html#fresh=1");
        await Assertions.Expect(watched.Page.Locator(".told")).ToContainTextAsync("63 of the 63");
        watched.AssertNoComplaint();
    }
}
