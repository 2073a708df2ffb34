using System.Globalization;

namespace ImageAnalytics.Acceptance;

/// <summary>A service whose schedule shares its runs out to the nodes of a real PostgreSQL.</summary>
public sealed class ServeNodesTests : IDisposable
{
    private const int Pictures = 200, Terminate = 15;
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Serve_ScheduleWithJobs_IsWorkedOnByNodesAndTheDashboardShowsThem()
    {
        Assert.SkipUnless(Environment.UserName == "root" && PrivatePostgres.Tools is not null, "Needs root and Debian's postgresql.");
        using PrivatePostgres postgres = PrivatePostgres.Start();
        PrivatePostgres.GivePassword(_workspace.Home);
        DrawnPictures.Draw(_workspace["in"], Pictures, side: 100);
        string pipeline = _workspace.Write("shapes.yaml", TestPipelines.Shapes);
        CliProgram program = new(_workspace);
        CsvFolder alone = program.Scan(pipeline, "in", "alone").AssertExit(0).Csv;
        int port = DashboardFloodTests.FreePort();
        string file = _workspace.Write("appsettings.json", $$"""
            {
              "schedules": [ { "name": "yard", "pipeline": "shapes.yaml", "inputs": ["in"], "output": "out", "cron": "* * * * *", "jobs": "{{postgres.At("127.0.0.1")}}" } ],
              "dashboard": { "port": {{port.ToString(CultureInfo.InvariantCulture)}} }
            }
            """);
        using RunningProgram node = program.Start("node", "--jobs", postgres.At("127.0.0.1"), "--name", "far-away", "--lanes", "1", "--plugins", Repository.TestPlugins);
        node.WaitForError("takes shards from");

        using RunningProgram service = program.Start("serve", "--config", file, "--plugins", Repository.TestPlugins);
        service.WaitForError("yard: finished images=200 new=200");
        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        string machines = await client.GetStringAsync(new Uri("/nodes", UriKind.Relative), TestContext.Current.CancellationToken);
        Signals.Send(service.Id, Terminate);
        service.Finish().AssertExit(0);

        Assert.Contains("far-away", machines, StringComparison.Ordinal);
        Assert.Contains("waiting", machines, StringComparison.Ordinal);
        alone.AssertEquals(CsvFolder.Of(_workspace["out/shapes/latest"]));
    }
}
