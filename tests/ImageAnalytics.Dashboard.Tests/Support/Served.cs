using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Cluster.Serving;
using ImageAnalytics.Cluster.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Dashboard.Tests.Support;

/// <summary>A real service with a real dashboard on a free port, and one who talks to it as a browser or a script does.</summary>
internal sealed partial class Served : IAsyncDisposable
{
    private const int MostConnections = 100;
    private readonly IHost _host;
    private readonly HttpClient _client;

    private Served(IHost host, Uri address, LogLines log, ScriptedRuns runs)
    {
        (_host, Address, Log, Runs) = (host, address, log, runs);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = MostConnections, SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" } }) { BaseAddress = address };
    }

    public Uri Address { get; }

    public LogLines Log { get; }

    public ScriptedRuns Runs { get; }

    public RunBoard Board => _host.Services.GetRequiredService<RunBoard>();

    /// <summary>Starts it.</summary>
    /// <param name="workspace">Where its files are.</param>
    /// <param name="more">Further keys of the dashboard, each with a comma before it.</param>
    /// <param name="scheme">How it is spoken to.</param>
    public static async Task<Served> StartAsync(Workspace workspace, string more = "", string scheme = "http")
    {
        Directory.CreateDirectory(workspace["in"]);
        int port = FreePort();
        string file = workspace.Write("serve.json", $$"""
            {
              "schedules": [
                { "name": "yard", "pipeline": "demo", "inputs": ["in"], "output": "out", "cron": "0 3 1 1 *", "timeZone": "Etc/UTC" },
                { "name": "gate", "pipeline": "demo", "inputs": ["in"], "output": "out", "cron": "0 4 1 1 *", "timeZone": "Etc/UTC", "enabled": false }
              ],
              "dashboard": { "port": {{port}}{{more}} }
            }
            """);
        ScriptedRuns runs = new();
        ConfigurationReading reading = ConfigurationReader.Read(file, runs.Check);
        Assert.Empty(reading.Problems);
        Directory.CreateDirectory(reading.Configuration!.StateFolder);
        LogLines log = new();
        IHost host = ServeHost.Build(reading.Configuration, runs, TimeProvider.System, l => l.AddProvider(log), s => s.AddDashboard(reading.Configuration.Dashboard, new NoParts()));
        await host.StartAsync(TestContext.Current.CancellationToken);
        while (log.Count("dashboard: http") == 0)
        {
            log.WaitForMore(TimeSpan.FromMilliseconds(20));
            Assert.Equal(0, log.Count("cannot listen"));
        }

        return new Served(host, new Uri($"{scheme}://127.0.0.1:{port}"), log, runs);
    }

    /// <summary>A port that nothing listens at.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Sends a request without anything that a browser would add.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(Address, path)) { Content = content };
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join('\n', h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Opens a page and posts its form elsewhere, as a browser does.</summary>
    /// <param name="page">The page with the form.</param>
    /// <param name="action">Where the form goes.</param>
    /// <param name="cookie">A cookie that the browser has already.</param>
    /// <param name="fields">Further fields.</param>
    public async Task<Answer> PostFormAsync(string page, string action, string? cookie = null, params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] had = cookie is null ? [] : [("Cookie", cookie)];
        Answer form = await GetAsync(page, had);
        Match field = Field().Match(form.Text);
        Assert.True(field.Success, form.Text);
        using FormUrlEncodedContent content = new([new("__RequestVerificationToken", field.Groups[1].Value), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]);
        string cookies = string.Join("; ", ((string?[])[cookie, form.Cookie]).OfType<string>());
        return await SendAsync(HttpMethod.Post, action, content, ("Cookie", cookies), ("Origin", "null"), ("Sec-Fetch-Site", "same-origin"));
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using CancellationTokenSource patience = new(Waiting.Patience);
        while (!holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _client.Dispose();
        Log.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Field();
}
