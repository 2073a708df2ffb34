using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Report.Browser.Tests;

/// <summary>What a screen reader and weak eyes need.</summary>
public sealed class AccessibilityTests(Chromium chromium) : IDisposable
{
    private static readonly string[] s_pages = ["index.html", "pictures.html", "labels.html", "people.html", "folders.html", "thresholds.html", "under.html", "failures.html"];
    private static readonly string[] s_grave = ["serious", "critical"];
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryPage_HasNoSeriousAccessibilityIssueAndNoComplaint(ColorScheme scheme)
    {
        await using WatchedPage watched = await WatchedPage.OpenAsync(chromium, await DrawnReport.WriteAsync(_workspace), "index.html", new() { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 900 } });
        List<string> issues = [];
        foreach (string file in s_pages)
        {
            await watched.GoAsync(file);
            watched.AssertNoComplaint();
            issues.AddRange(Issues(file, await watched.Page.RunAxe(RulesFor(scheme))));
            watched.Forget();
        }

        await watched.GoAsync("pictures.html");
        await watched.Page.Locator("button.stage").First.ClickAsync();
        issues.AddRange(Issues("full size", await watched.Page.RunAxe(RulesFor(scheme))));
        Assert.True(issues.Count == 0, string.Join('\n', issues));
    }

    // All but colours is the same in both.
    private static AxeRunOptions RulesFor(ColorScheme scheme)
        => scheme == ColorScheme.Dark ? new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } } : new();

    private static IEnumerable<string> Issues(string page, AxeResult result)
        => result.Violations.Where(v => s_grave.Contains(v.Impact)).Select(v => $"{page}: {v.Id}, {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}");
}
