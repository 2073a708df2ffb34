using System.Net;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Dashboard.Tests.Support;

namespace ImageAnalytics.Dashboard.Tests;

/// <summary>What pages say of runs, and what people can do with them.</summary>
public sealed class RunPageTests : IDisposable
{
    private const string Hostile = "<img src=x onerror=alert(1)>\u202Egnp.exe\u0007</script><script>alert(2)</script>";
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Run_ThatGoesOn_ShowsFailuresAsTheyHappen_AsText_AndStops()
    {
        await using Served served = await Served.StartAsync(_workspace);
        served.Runs.Script = progress =>
        {
            progress.Planned(10, 4);
            progress.Failed(Hostile, "crash", Hostile + new string('x', 4000));
            progress.Finished(failed: true);
            progress.Finished(failed: false);
            progress.Note(Hostile);
        };
        string page = (await served.PostFormAsync("/schedules", "/schedules/yard/start")).Location!;
        await Served.UntilAsync(() => served.Board.Running is [{ Done: 2 }]);
        foreach (string address in (string[])["/", page])
        {
            string text = (await served.GetAsync(address)).Text;
            Assert.Contains("<strong>2</strong> of <strong>4</strong> new images, 6 known", text, StringComparison.Ordinal);
Assert.Contains("<img src=x onerror=alert(1)>‹U+202E›gnp.exe␇</script>", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
            Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
            Assert.DoesNotContain(new string('x', 1500), text, StringComparison.Ordinal);
        }

        Answer stopped = await served.PostFormAsync(page, page + "/stop");
        Assert.Equal((HttpStatusCode.SeeOther, page), (stopped.Status, stopped.Location));
        await Served.UntilAsync(() => served.Board.Running.Count == 0);
        Assert.Equal(RunEnd.Stopped, served.Board.Ended[0].End);
        Assert.Equal(1, served.Log.Count("yard: stopped by hand. What was finished is kept"));
        Assert.Contains(">stopped<", (await served.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_AreRememberedOverARestart()
    {
        string page;
        await using (Served first = await Served.StartAsync(_workspace))
        {
            first.Runs.Ending = new RunEnding(RunEnd.Failed, "The disk is full.");
            page = (await first.PostFormAsync("/schedules", "/schedules/yard/start")).Location!;
            first.Runs.Release();
            await Served.UntilAsync(() => first.Board.Ended.Count == 1);
        }

        await using Served second = await Served.StartAsync(_workspace);
        Assert.Contains("The disk is full.", (await second.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync(page)).Status);
    }

    [Fact]
    public async Task Retry_TriesTheFailuresOfThatRun()
    {
        Directory.CreateDirectory(_workspace["out/demo/runs/20260101-000000"]);
        await using Served served = await Served.StartAsync(_workspace);
        Answer answer = await served.PostFormAsync("/schedules", "/results/yard/demo/20260101-000000/retry");
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(_workspace["out/demo/runs/20260101-000000"], served.Runs.Retried);
        Assert.Equal(HttpStatusCode.NotFound, (await served.PostFormAsync("/schedules", "/results/yard/demo/nothing/retry")).Status);
    }

    [Fact]
    public async Task Installed_ShowsHashes_AndTextsAsText()
    {
        await using Served served = await Served.StartAsync(_workspace);
        string text = (await served.GetAsync("/installed")).Text;
        Assert.Contains(new string('a', 64), text, StringComparison.Ordinal);
        Assert.Contains(new string('b', 64), text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", text, StringComparison.Ordinal);
    }
}
