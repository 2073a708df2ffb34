using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ImageAnalytics.Acceptance;

/// <summary>A thousand requests a second for half a minute, while a run goes on.</summary>
public sealed class DashboardFloodTests : IDisposable
{
    private const int PerSecond = 1000, Seconds = 30, Burst = 10, Pictures = 60, Terminate = 15;
    private static readonly string[] s_paths = ["/", "/schedules", "/history", "/health", "/nodes", "/installed", "/nowhere", "/files/line/demo/1/report/index.html", "/ready", "/results/line/demo/1"];
    private static readonly int[] s_expected = [200, 404, 429, 503];
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task ThousandRequestsASecond_AreServedOrRefused_AndTheRunGoesOn()
    {
        CliProgram program = new(_workspace);
        program.Run("samples", "--output", "samples", "--only", "line", "--count", Pictures.ToString(CultureInfo.InvariantCulture)).AssertExit(0);
        int port = FreePort();
        // A whole minute before it fires again: the clock starts the run.
        string file = _workspace.Write("appsettings.json", $$"""
            { "schedules": [ { "name": "line", "pipeline": "demo", "inputs": ["samples/line"], "output": "out", "cron": "* * * * *" } ], "dashboard": { "port": {{port}} } }
            """);
        using RunningProgram service = program.Start("serve", "--config", file);
        service.WaitForError("images listed, ");
        ConcurrentDictionary<string, int> answers = new();
        ConcurrentBag<double> milliseconds = [];
        using SocketsHttpHandler handler = new() { MaxConnectionsPerServer = 100, AllowAutoRedirect = false };
        using HttpClient client = new(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        List<Task> all = [];
        using PeriodicTimer pace = new(TimeSpan.FromMilliseconds(1000.0 * Burst / PerSecond));
        long start = Stopwatch.GetTimestamp();
        for (int sent = 0; sent < PerSecond * Seconds; await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            // What is due by now, also when this machine was late.
            int due = Math.Min(PerSecond * Seconds, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * PerSecond));
            for (; sent < due; sent++)
            {
                all.Add(AskAsync(client, s_paths[sent % s_paths.Length], answers, milliseconds));
            }
        }

        double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await Task.WhenAll(all);
        Assert.Equal("up\n", await client.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));
        service.WaitForError("line: finished images=60");
        double[] sorted = [.. milliseconds.Order()];
        string figures = string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value}"));
        TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant(
            $"{all.Count} requests in {took:0.0} s: {figures}; half within {sorted[sorted.Length / 2]:0.0} ms, 99 of 100 within {sorted[(int)(sorted.Length * 0.99)]:0} ms"));
        Signals.Send(service.Id, Terminate);
        CliResult ended = service.Finish().AssertExit(0);
        TestContext.Current.SendDiagnosticMessage(ended.Error.Split('\n').First(l => l.Contains("line: finished", StringComparison.Ordinal)));
        Assert.DoesNotContain("Exception", ended.Error, StringComparison.Ordinal);
        Assert.All(answers.Keys.Where(k => k != "refused"), k => Assert.Contains(int.Parse(k, CultureInfo.InvariantCulture), s_expected));
        Assert.True(answers["200"] > 0 && answers.GetValueOrDefault("429") > 0, figures);
    }

    private static async Task AskAsync(HttpClient client, string path, ConcurrentDictionary<string, int> answers, ConcurrentBag<double> milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        string answer;
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative));
            answer = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            answer = "refused";
        }

        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        answers.AddOrUpdate(answer, 1, (_, n) => n + 1);
    }

    internal static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
