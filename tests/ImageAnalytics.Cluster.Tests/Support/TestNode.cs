using System.Diagnostics;
using ImageAnalytics.Cluster.Jobs;
using ImageAnalytics.Cluster.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Tests.Support;

/// <summary>A real node with the real job engine, on a database in a file.</summary>
internal sealed class TestNode : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private readonly IHost _host;

    private TestNode(IHost host, LogLines log, NodeEnd end) => (_host, Log, End) = (host, log, end);

    public LogLines Log { get; }

    public NodeEnd End { get; }

    public static TestNode Start(string name, JobsDatabase database, EngineShards work, TimeProvider? clock = null)
    {
        LogLines log = new();
        NodeEnd end = new();
        IHost host = NodeHost.Build(new NodeOptions(name, 1, work.Map), database, work, end, clock ?? TimeProvider.System, l => l.AddProvider(log));
        host.Start();
        return new TestNode(host, log, end);
    }

    /// <summary>Waits until something is so.</summary>
    public void Until(Func<bool> holds)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Log.WaitForMore(s_look);
            Assert.True(End.Problem is null || holds(), End.Problem);
            Assert.True(Stopwatch.GetElapsedTime(start) < Waiting.Patience, $"Waited in vain. The log says:\n{string.Join('\n', Log.All)}");
        }
    }

    /// <summary>What SIGTERM does.</summary>
    public void Stop() => _host.StopAsync().Wait(Waiting.Patience);

    public void Dispose()
    {
        Stop();
        _host.Dispose();
        Log.Dispose();
    }
}
