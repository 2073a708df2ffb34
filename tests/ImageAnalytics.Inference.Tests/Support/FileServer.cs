using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>A web server of the test's own with a few files; knows Range, and can break off.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _files = [];

    public FileServer()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Address = new Uri($"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public bool KnowsRange { get; set; } = true;

    /// <summary>Bytes after which the next answer breaks off; 0 for never.</summary>
    public int BreakAfter { get; set; }

    public List<(string Path, string? Range)> Requests { get; } = [];

    public void Add(string path, byte[] bytes) => _files["/" + path] = bytes;

    // Nobody waits for the loop: a listener that is closed just as the loop asks it for the next request may never answer.
    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        string path = Uri.UnescapeDataString(context.Request.Url!.AbsolutePath);
        string? range = context.Request.Headers["Range"];
        Requests.Add((path, range));
        if (!_files.TryGetValue(path, out byte[]? bytes))
        {
            context.Response.StatusCode = 404;
            context.Response.Close();
            return;
        }

        int start = range is not null && KnowsRange ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        if (start > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers["Content-Range"] = $"bytes {start}-{bytes.Length - 1}/{bytes.Length}";
        }

        context.Response.ContentLength64 = bytes.Length - start;
        int count = BreakAfter > 0 ? BreakAfter : bytes.Length - start;
        bool breaks = BreakAfter > 0;
        BreakAfter = 0;
        context.Response.OutputStream.Write(bytes, start, count);
        context.Response.OutputStream.Flush();
        if (breaks)
        {
            context.Response.Abort();
        }
        else
        {
            context.Response.Close();
        }
    }
}
