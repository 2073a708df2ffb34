using ImageAnalytics.Cluster.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>The hosted worker of <c>node</c>.</summary>
public static class NodeHost
{
    /// <summary>How long a shard in work has to stop when the node does.</summary>
    private static readonly TimeSpan s_stopping = TimeSpan.FromSeconds(4);

    /// <summary>Puts it together. Nothing runs before it is started.</summary>
    /// <param name="options">How it takes part.</param>
    /// <param name="database">Where jobs are.</param>
    /// <param name="work">Works on shards; borrowed.</param>
    /// <param name="end">Told why the node ended by itself.</param>
    /// <param name="clock">This machine's clock.</param>
    /// <param name="logging">Where the log goes.</param>
    public static IHost Build(NodeOptions options, JobsDatabase database, IShardWork work, NodeEnd end, TimeProvider clock, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(logging);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Quartz", LogLevel.None).AddFilter("Microsoft", LogLevel.Warning); // What it says of a database that does not answer, the node says once.
        builder.Services.AddSystemd();
        logging(builder.Logging);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = s_stopping);
        string instance = Guid.NewGuid().ToString("N");
        DatabaseClock shared = new(clock);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(work);
        builder.Services.AddSingleton(end);
        builder.Services.AddSingleton(shared);
        builder.Services.AddSingleton(new JobsTables(database));
        builder.Services.AddSingleton<NodeState>();
        builder.Services.AddSingleton(new PausedPlans(clock));
        builder.Services.AddSingleton<ShardDesk>();
        builder.Services.AddTransient<ShardJob>();
        builder.Services.AddShardScheduler(database, shared, $"{options.Name}/{instance[..8]}");
        builder.Services.AddHostedService(s => ActivatorUtilities.CreateInstance<NodeService>(s, instance));
        return builder.Build();
    }
}
