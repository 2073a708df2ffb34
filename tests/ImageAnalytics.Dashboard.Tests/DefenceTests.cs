using System.Net;
using ImageAnalytics.Dashboard.Tests.Support;

namespace ImageAnalytics.Dashboard.Tests;

/// <summary>What others try on a dashboard of this machine alone, without a secret.</summary>
public sealed class DefenceTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Flood_AfterAMonitorAsked_IsRefusedAndTheMonitorIsNot()
    {
        await using Served served = await Served.StartAsync(_workspace);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/health")).Status);

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => served.GetAsync("/nowhere")));

        Assert.Contains(answers, a => a.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/health")).Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:80")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.0.0.1")]
    [InlineData("")]
    public async Task Host_Forged_IsRefused(string host)
    {
        await using Served served = await Served.StartAsync(_workspace);
        foreach (string path in (string[])["/", "/schedules", "/health", "/files/yard/demo/1/csv/images.csv"])
        {
            Answer answer = await served.GetAsync(path, ("Host", host));
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.DoesNotContain("yard", answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Host_OfThisMachine_IsServed(string host)
    {
        await using Served served = await Served.StartAsync(_workspace);
        Answer answer = await served.GetAsync("/", ("Host", $"{host}:{served.Address.Port}"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("yard", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ByItsForm_Starts_AndByAnythingElseDoesNot()
    {
        await using Served served = await Served.StartAsync(_workspace);
        const string Action = "/schedules/yard/start";
        Assert.Equal(HttpStatusCode.BadRequest, (await served.SendAsync(HttpMethod.Post, Action)).Status);
        Answer page = await served.GetAsync("/schedules");
        using (FormUrlEncodedContent forged = new([new("__RequestVerificationToken", "CfDJ8Forged")]))
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await served.SendAsync(HttpMethod.Post, Action, forged, ("Cookie", page.Cookie!))).Status);
        }

        foreach (string method in (string[])["GET", "PUT", "DELETE", "TRACE", "OPTIONS"])
        {
            Assert.NotInRange((int)(await served.SendAsync(new HttpMethod(method), Action)).Status, 200, 399);
        }

        Assert.Empty(served.Board.Running);
        Assert.Empty(served.Board.Ended);
        Answer started = await served.PostFormAsync("/schedules", Action);
        Assert.Equal(HttpStatusCode.SeeOther, started.Status);
        Assert.StartsWith("/runs/yard-", started.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await served.PostFormAsync("/schedules", Action)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await served.PostFormAsync("/schedules", "/schedules/gate/start")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await served.PostFormAsync("/schedules", "/schedules/nobody/start")).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Origin", "null")]
    public async Task Post_OfAnotherSite_IsRefused_EvenWithARightForm(string header, string value)
    {
        await using Served served = await Served.StartAsync(_workspace);
        Answer page = await served.GetAsync("/schedules");
        string token = System.Text.RegularExpressions.Regex.Match(page.Text, "value=\"([^\"]+)\"").Groups[1].Value;
        using FormUrlEncodedContent content = new([new("__RequestVerificationToken", token)]);
        Answer answer = await served.SendAsync(HttpMethod.Post, "/schedules/yard/start", content, ("Cookie", page.Cookie!), (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Empty(served.Board.Running);
    }

    [Fact]
    public async Task EveryAnswer_TellsTheBrowserWhatNotToDo()
    {
        await using Served served = await Served.StartAsync(_workspace);
        foreach (string path in (string[])["/", "/schedules", "/history", "/installed", "/nodes", "/nowhere", "/runs/none", "/assets/live.js", "/health", "/ready"])
        {
            Answer answer = await served.GetAsync(path);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
            Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("script-src 'self';", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("Server", answer.Headers.Keys);
            Assert.DoesNotContain("<script>", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("https://", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Request_TooLarge_IsRefusedAndTheServiceGoesOn()
    {
        await using Served served = await Served.StartAsync(_workspace);
        using (StringContent large = new(new string('a', 100_000), null, "application/x-www-form-urlencoded"))
        {
            Assert.InRange((int)(await served.SendAsync(HttpMethod.Post, "/schedules/yard/start", large, ("Cookie", "a=b"))).Status, 400, 413);
        }

        Assert.InRange((int)(await served.GetAsync("/", ("X-Long", new string('a', 20_000)))).Status, 400, 431);
        Assert.InRange((int)(await served.GetAsync("/" + new string('a', 20_000))).Status, 400, 431);
        Assert.Equal("up\n", (await served.GetAsync("/health")).Text);
        Assert.DoesNotContain(served.Log.All, l => l.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Flood_IsRefusedAtOnce_AndHealthStillAnswers()
    {
        await using Served served = await Served.StartAsync(_workspace);
        HashSet<HttpStatusCode> answers = [];
        // A machine that is slow enough serves a few hundred without a sweat.
        for (int round = 0; round < 50 && !answers.Contains(HttpStatusCode.TooManyRequests); round++)
        {
            answers.UnionWith((await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => served.GetAsync("/")))).Select(a => a.Status));
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Order());
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/health")).Status);
    }

    [Fact]
    public async Task Health_TellsNothingButThat()
    {
        await using Served served = await Served.StartAsync(_workspace);
        Assert.Equal((HttpStatusCode.OK, "up\n"), ((await served.GetAsync("/health")).Status, (await served.GetAsync("/health")).Text));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), ((await served.GetAsync("/ready")).Status, (await served.GetAsync("/ready")).Text));
    }

    [Fact]
    public async Task Port_Taken_IsToldAndSchedulesRun()
    {
        await using Served first = await Served.StartAsync(_workspace);
        using Workspace other = new();
        Directory.CreateDirectory(other["in"]);
        string file = other.Write("serve.json", $$"""
            { "schedules": [ { "name": "yard", "pipeline": "demo", "inputs": ["in"], "output": "out", "cron": "0 3 1 1 *" } ], "dashboard": { "port": {{first.Address.Port}} } }
            """);
        using RunningProgram second = new CliProgram(other).Start("serve", "--config", file);
        second.WaitForError("dashboard: cannot listen at");
        Signals.Send(second.Id, 15);
        string error = second.Finish().AssertExit(0).Error;
        Assert.Contains("yard: next run", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Hosting failed to start", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_ThatThisMachineDoesNotHave_IsToldAndSchedulesRun()
    {
        Directory.CreateDirectory(_workspace["in"]);
        File.SetUnixFileMode(_workspace.Write("secret", new string('a', 64)), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string file = _workspace.Write("serve.json", """
            {
              "schedules": [ { "name": "yard", "pipeline": "demo", "inputs": ["in"], "output": "out", "cron": "0 3 1 1 *" } ],
              "dashboard": { "address": "192.0.2.1", "trustedProxies": ["192.0.2.7"], "secretFile": "secret" }
            }
            """);
        using RunningProgram service = new CliProgram(_workspace).Start("serve", "--config", file);
        service.WaitForError("dashboard: cannot listen at http://192.0.2.1:8484/");
        Signals.Send(service.Id, 15);
        Assert.Contains("yard: next run", service.Finish().AssertExit(0).Error, StringComparison.Ordinal);
    }
}
