using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageAnalytics.Dashboard.Tests.Support;

namespace ImageAnalytics.Dashboard.Tests;

/// <summary>Reports and tables of finished runs, and what lies beside them.</summary>
public sealed class FileTests : IDisposable
{
    private const string Run = "out/demo/runs/20260101-000000", Address = "/files/yard/demo/20260101-000000";
    private readonly Workspace _workspace = new();

    public FileTests()
    {
        _workspace.Write(Run + "/report/index.html", "<p>report</p>");
        _workspace.Write(Run + "/report/assets/core.js", "1;");
        _workspace.Write(Run + "/report/charts/a.svg", "<svg/>");
        _workspace.Write(Run + "/report/.hidden.html", "hidden");
        _workspace.Write(Run + "/report/program.exe", "MZ");
        _workspace.Write(Run + "/csv/images.csv", "path\r\n");
        _workspace.Write(Run + "/run.json", "{}");
        _workspace.Write(Run + "/notes.html", "not a part of a run");
        _workspace.Write("out/store/segment.json", "{\"secret\":1}");
        _workspace.Write("outside/secret.html", "secret");
        _workspace.Write("out/demo/runs/secret.html", "secret");
        File.CreateSymbolicLink(_workspace[Run + "/report/link.html"], _workspace["outside/secret.html"]);
        File.CreateSymbolicLink(_workspace[Run + "/report/folder"], _workspace["outside"]);
        File.CreateSymbolicLink(_workspace["out/demo/runs/elsewhere"], _workspace["outside"]);
        _workspace.Write("outside/report/index.html", "secret");
    }

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("/report/index.html", "text/html; charset=utf-8", "sandbox allow-scripts")]
    [InlineData("/report/assets/core.js", "text/javascript; charset=utf-8", "sandbox; default-src 'none'")]
    [InlineData("/report/charts/a.svg", "image/svg+xml", "sandbox; default-src 'none'")]
    [InlineData("/csv/images.csv", "text/csv; charset=utf-8", "sandbox; default-src 'none'")]
    [InlineData("/run.json", "application/json; charset=utf-8", "sandbox; default-src 'none'")]
    public async Task File_OfARun_IsServedAsWhatItIs(string path, string type, string policy)
    {
        await using Served served = await Served.StartAsync(_workspace);
        Answer answer = await served.GetAsync(Address + path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(type, answer.Headers["Content-Type"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.StartsWith(policy, answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await served.GetAsync(Address + path, ("If-Modified-Since", answer.Headers["Last-Modified"]))).Status);
    }

    [Theory]
    [InlineData("/report/.hidden.html")]
    [InlineData("/report/program.exe")]
    [InlineData("/report/none.html")]
    [InlineData("/report/link.html")]
    [InlineData("/report/folder/secret.html")]
    [InlineData("/report")]
    [InlineData("/report/")]
    [InlineData("/notes.html")]
    [InlineData("/")]
    [InlineData("/report/%2e%2e/%2e%2e/%2e%2e/%2e%2e/store/segment.json")]
    [InlineData("/report/..%2f..%2f..%2f..%2fstore%2fsegment.json")]
    [InlineData("/report/..%5c..%5c..%5cstore%5csegment.json")]
    [InlineData("/report/%252e%252e/%252e%252e/secret.html")]
    [InlineData("/report/..\\..\\secret.html")]
    [InlineData("/report//index.html")]
    [InlineData("/report/./index.html/../../notes.html")]
    [InlineData("/report/index.html%00.csv")]
    [InlineData("/report/%c0%ae%c0%ae/secret.html")]
    [InlineData("/../secret.html")]
    [InlineData("/../../../../../../../../etc/passwd")]
    [InlineData("/../elsewhere/report/index.html")]
    public async Task File_ThatIsNone_IsNotServed(string path)
    {
        await using Served served = await Served.StartAsync(_workspace);
        Assert.DoesNotContain("secret", await RawAsync(served, Address + path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/files/yard/demo/elsewhere/report/index.html")]
    [InlineData("/files/yard/..%2f..%2foutside/x/report/index.html")]
    [InlineData("/files/yard/%2e%2e/x/report/index.html")]
    [InlineData("/files/nobody/demo/20260101-000000/report/index.html")]
    [InlineData("/results/yard/demo/elsewhere")]
    [InlineData("/results/yard/%2e%2e/outside")]
    [InlineData("/history/yard/..%2foutside")]
    public async Task Run_ThatIsElsewhere_IsNotServed(string path)
    {
        await using Served served = await Served.StartAsync(_workspace);
        Assert.DoesNotContain("secret", await RawAsync(served, path), StringComparison.Ordinal);
    }

    // As written: a client of the framework would resolve dots before it sends.
    private static async Task<string> RawAsync(Served served, string path)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, served.Address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost:{served.Address.Port}\r\nConnection: close\r\n\r\n"));
        using StreamReader reader = new(stream);
        string answer = await reader.ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        return answer;
    }
}
