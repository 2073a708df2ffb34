using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Cluster.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;

namespace ImageAnalytics.Cluster.Tests;

/// <summary>What the dashboard says of machines.</summary>
public sealed class MachinesTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task NodesAsync_DatabaseOfAScheduleDoesNotAnswer_SaysSoBesideThisMachine()
    {
        Directory.CreateDirectory(_workspace["in"]);
        string file = _workspace.Write("serve.json", ServeFile.Nightly().Replace("\"name\": \"yard\"", "\"name\": \"yard\", \"jobs\": \"Host=127.0.0.1;Port=1;Username=images;Database=images\"", StringComparison.Ordinal));
        ConfigurationReading reading = ConfigurationReader.Read(file, _ => []);
        Assert.Empty(reading.Problems);
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddQuartz().BuildServiceProvider();
        SchedulerNodes view = new(services.GetRequiredService<ISchedulerFactory>(), new ConfigurationInForce(reading.Configuration!), new FakeTimeProvider());

        IReadOnlyList<NodeState> nodes = await view.NodesAsync(TestContext.Current.CancellationToken);

        Assert.Equal((true, true, "alive"), (nodes[0].IsThis, nodes[0].IsWell, nodes[0].State));
        Assert.Equal(("'images' on '127.0.0.1:1' as 'images'", false, "no answer"), (nodes[1].Name, nodes[1].IsWell, nodes[1].State));
        Assert.Contains("answer", nodes[1].Doing, StringComparison.Ordinal);
    }
}
