using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ImageAnalytics.Dashboard.Tests.Support;
using ImageAnalytics.Report.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ImageAnalytics.Dashboard.Tests;

/// <summary>The real program, and a person with a real browser.</summary>
public sealed class BrowserTests(Chromium chromium) : IDisposable
{
    private const int Pictures = 60, Terminate = 15;
    private static readonly string[] s_grave = ["serious", "critical"];
    private readonly Workspace _workspace = new();
    private readonly List<string> _complaints = [];
    private readonly List<string> _issues = [];

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Dashboard_StartsAndStopsARun_ShowsItLive_AndOpensItsReport()
    {
        string address = Prepare();
        using RunningProgram service = new CliProgram(_workspace).Start("serve", "--plugins", Repository.TestPlugins);
        service.WaitForError($"dashboard: {address}");
        IPage page = await OpenAsync();
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("#now")).ToContainTextAsync("Nothing is running.");
        await JudgeAsync(page);

        await GoAsync(page, "Schedules");
        await JudgeAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start now" }).ClickAsync();
        // Without a reload: it counts up to the pictures beside the one that holds it, and tells of the file that is no picture.
        await ExpectSoonAsync(page.Locator("#run .figures"), new(@"^([1-9]|\d\d) of 61 new images"));
        await ExpectSoonAsync(page.Locator("#failures .failed"), new("not-an-image a-notes.jpg"));
        await JudgeAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await ExpectSoonAsync(page.Locator("#run .state"), new("^stopped$"));

        File.Delete(Directory.EnumerateFiles(_workspace["in"], "p059.*").Single());
        await GoAsync(page, "Schedules");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start now" }).ClickAsync();
        await GoAsync(page, "Overview");
        ILocator result = page.Locator("#last").GetByRole(AriaRole.Link, new() { Name = "result", Exact = true });
        await ExpectSoonAsync(page.Locator("#last tbody tr").First, new("finished"));
        await result.First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What failed" })).ToBeVisibleAsync();
        await JudgeAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("faults");
        await page.Locator("nav.pages").GetByRole(AriaRole.Link, new() { Name = "Pictures" }).ClickAsync();
        await Assertions.Expect(page.Locator("figure.tile").First).ToBeVisibleAsync();
        int drawn = await page.EvaluateAsync<int>("[...document.querySelectorAll('figure.tile img')].filter(i => i.complete && i.naturalWidth > 0).length");
        Assert.True(drawn > 0, "No picture of the report was loaded.");
        await page.GotoAsync(address);
        foreach (string name in (string[])["History", "Plugins and models", "Machines"])
        {
            await GoAsync(page, name);
            await JudgeAsync(page);
        }

        Assert.True(_issues.Count == 0, string.Join('\n', _issues));
        Assert.True(_complaints.Count == 0, string.Join('\n', _complaints));
        Signals.Send(service.Id, Terminate);
        service.Finish().AssertExit(0);
    }

    [Fact]
    public async Task PageOfARun_ThatSomebodyForged_CanNeitherAskNorSendNorOpenAnything()
    {
        const string Run = "out/demo/runs/20260101-000000";
        _workspace.Write(Run + "/report/index.html", "<!DOCTYPE html><title>forged</title><script src=\"evil.js\"></script><script>document.title = 'inline'</script>");
        _workspace.Write(Run + "/report/evil.js", """
            (async () => {
              const tried = [];
              try { await fetch('/schedules'); tried.push('fetch'); } catch { }
              try { const w = window.open('/schedules'); if (w) tried.push('open'); } catch { }
              try { const f = document.createElement('iframe'); f.src = '/schedules'; document.body.append(f); await new Promise(r => f.onload = r); if (f.contentDocument?.forms?.length) tried.push('frame'); } catch { }
              try { const f = document.createElement('form'); f.method = 'post'; f.action = '/schedules/yard/start'; document.body.append(f); f.submit(); } catch { }
              try { await navigator.serviceWorker.register('evil.js'); tried.push('worker'); } catch { }
              try { navigator.sendBeacon('/schedules/yard/start', 'x'); } catch { }
              document.title = 'tried ' + tried.join(' ');
            })();
            """);
        await using Served served = await Served.StartAsync(_workspace);
        IBrowserContext context = (await chromium.OpenAsync()).Context;
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(served.Address, "/schedules").ToString());
        await page.GotoAsync(new Uri(served.Address, "/files/yard/demo/20260101-000000/report/index.html").ToString());
        await page.WaitForFunctionAsync("document.title.startsWith('tried')");
        Assert.Equal("tried ", await page.EvaluateAsync<string>("document.title + (document.title === 'tried' ? ' ' : '')"));
        Assert.Empty(served.Board.Running);
        Assert.Empty(served.Board.Ended);
        await context.CloseAsync();
    }

    private string Prepare()
    {
        DrawnPictures.Draw(_workspace["in"], Pictures);
        _workspace.Write("in/a-notes.jpg", "no picture");
        _workspace.Write("faults.yaml", TestPipelines.Fault("hang: [p059]"));
        int port = Served.FreePort();
        _workspace.Write("appsettings.json", $$"""
            { "schedules": [ { "name": "yearly", "pipeline": "faults.yaml", "inputs": ["in"], "output": "out", "cron": "0 3 1 1 *" } ], "dashboard": { "port": {{port}} } }
            """);
        return FormattableString.Invariant($"http://127.0.0.1:{port}/");
    }

    private async Task<IPage> OpenAsync()
    {
        IPage page = await chromium.OpenAsync();
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // What both together allow is what a report needs; what it could do with them, its policy forbids.
            if (message.Type is "error" or "warning" && !message.Text.Contains("allow-scripts and allow-same-origin", StringComparison.Ordinal))
            {
                _complaints.Add($"{page.Url}: {message.Text}");
            }
        };
        return page;
    }

    private static Task GoAsync(IPage page, string name) => page.Locator("nav.pages").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    private static Task ExpectSoonAsync(ILocator place, System.Text.RegularExpressions.Regex text)
        => Assertions.Expect(place).ToHaveTextAsync(text, new() { Timeout = (float)Waiting.Patience.TotalMilliseconds });

    private async Task JudgeAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        _issues.AddRange(result.Violations.Where(v => s_grave.Contains(v.Impact)).Select(v => $"{page.Url}: {v.Id}: {v.Help} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"));
    }
}
