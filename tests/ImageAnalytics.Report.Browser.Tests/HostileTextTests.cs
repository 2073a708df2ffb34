using ImageAnalytics.Report.Browser.Tests.Support;
using ImageAnalytics.Reporting;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Statistics;
using ImageAnalytics.Results.Trends;
using ImageAnalytics.Sdk;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>Names, labels and messages from anyone are shown as text: nothing runs, nothing breaks.</summary>
public sealed class HostileTextTests(Chromium chromium) : IDisposable
{
    private static readonly string[] s_pages = ["index.html", "pictures.html", "labels.html", "people.html", "folders.html", "thresholds.html", "under.html", "failures.html"];
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task EveryPage_ShowsThirtyHostileTextsAsText()
    {
        Assert.True(HostileTexts.All.Count >= 30);
        string folder = await DrawnReport.WriteAsync(_workspace, Hostile);
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, folder, "index.html", new() { ViewportSize = new() { Width = 390, Height = 800 } });
        foreach (string file in s_pages)
        {
            await watched.GoAsync(file);
            Assert.Equal(0, await watched.Page.Locator("main script, #trend b, iframe, img[src=x], main b, a[href^='//'], a[href^='javascript'], [onload], [onmouseover], [onerror]").CountAsync());
            int wide = await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= 390, $"{file} is {wide} pixels wide.");
        }

        await watched.GoAsync("labels.html");
        string text = await watched.Page.InnerTextAsync("main");
        Assert.All((string[])["<script>alert(1)</script>", "__proto__", "constructor", "gpj.‹U+202E›exe", "nul␀byte", "日本語 ☃ 𝒳", "&lt;b&gt;&amp;#60;"], t => Assert.Contains(t, text, StringComparison.Ordinal));
        // Each is a page of its own to load; the alert below has all of them at once.
        foreach (int label in Enumerable.Range(0, HostileTexts.All.Count).Where(l => l % 4 == 0))
        {
            await watched.GoAsync($"pictures.html#label={label}");
            await Assertions.Expect(watched.Page.Locator(".told")).ToContainTextAsync("1 of the");
        }

        await watched.GoAsync("pictures.html#alert=2");
        await Assertions.Expect(watched.Page.Locator(".told")).ToContainTextAsync($"{HostileTexts.All.Count} of the");
        await watched.Page.Locator("button.stage").First.ClickAsync();
        await watched.Page.Keyboard.PressAsync("Escape");
        watched.AssertNoComplaint();
    }

    [Fact]
    public async Task Charts_WithHostileLabels_AreWellFormedAndHoldNoScript()
    {
        string folder = await DrawnReport.WriteAsync(_workspace, Hostile);
        foreach (string chart in Directory.GetFiles(Path.Combine(folder, "charts"), "*.svg"))
        {
            System.Xml.Linq.XDocument svg = System.Xml.Linq.XDocument.Load(chart);
            Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "foreignObject" or "a" || e.Attributes().Any(a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        }
    }

    private static ReportModel Hostile(ReportModel model)
    {
        IReadOnlyList<string> texts = HostileTexts.All;
        long[] bins = new long[ConfidenceHistogram.Bins];
        bins[55] = 1;
        ReportPicture drawn = model.Pictures[0];
        return model with
        {
            Title = texts[0],
            Problem = texts[1],
            PipelineName = texts[2],
            PipelineText = string.Join('\n', texts),
            Inputs = [.. texts],
            Counts = new ReportCounts(texts.Count, 0, texts.Count, 0, texts.Count),
            Steps =
            [
                new ReportStep(texts[3], texts[4], texts[5], [.. texts.Select((t, i) => new ReportLabel(ObservationKinds.Detection, t, 1, 1, 0.55) { Id = i, Found = bins, Surest = bins })]) { Surest = bins },
                new ReportStep(texts[6], texts[7], texts[8], [.. texts.Select((t, i) => new ReportLabel(ObservationKinds.Face, t, 1, 1, 0.55) { Id = 100 + i, Found = bins, Surest = bins })]),
            ],
            Models = [new ReportModelCard(texts[0], texts[1], texts[2], texts[3], texts[31])],
            Folders = [.. texts.Select((t, i) => new FolderStatistics(i, t, 1, 1, 1, [(i, 1)]))],
            Changes = new RunChanges { NewImages = 1, Labels = [.. texts.Select((t, i) => new LabelChange(t, t, i, 1, 2))], ChangedSteps = [.. texts] },
            Alerts = new ReportAlerts(texts[8], [.. texts.Select((t, i) => new ReportAlert(t, i % 2 == 0, t, i) { Above = 1e9, Below = -0.5, Change = 2, Step = t, Images = [.. texts] })]),
            Trend = new RunTrend([.. texts.Take(5)], [.. texts.Select((t, i) => new TrendPoint(t, DateTimeOffset.UnixEpoch.AddDays(i), new RunCounts(long.MaxValue, i, 0, 0, 0, 0, -i), i % 2 == 0, [long.MaxValue, -1, i, i, 0]))]),
            Truth = texts[0],
            Tables = [new RunTable(texts[0], [.. texts.Take(5)], [[.. texts.Take(5)]], false)],
            Pictures = [.. texts.Select((t, i) => drawn with
            {
                Path = t,
                Ordinal = i,
                Folder = i,
                FolderName = t,
                TakenAt = t,
                Status = "partial",
                Failure = t,
                Message = t,
                Boxes = [new ReportBox(t, texts[3], t, 0.55, new BoundingBox(100, 80, 200, 200))],
                Classifications = [new ReportClassification(texts[6], t, 1, t, 0.55)],
            })],
            FailureCounts = texts.ToDictionary(t => t, _ => 1L),
            Failures = [.. texts.Select((t, i) => new ReportFailure(t, t, t) { Folder = i })],
        };
    }
}
