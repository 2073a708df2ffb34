using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Cluster.Scheduling;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ImageAnalytics.Cluster.Serving;

/// <summary>The hosted worker of <c>serve</c>.</summary>
public static class ServeHost
{
    private const int MostAtOnce = 64;

    /// <summary>How long a run has to stop when the service does.</summary>
    private static readonly TimeSpan s_stopping = TimeSpan.FromSeconds(4);

    /// <summary>Puts it together. Nothing runs before it is started.</summary>
    /// <param name="configuration">What to do.</param>
    /// <param name="runs">Runs pipelines.</param>
    /// <param name="clock">Tells the time, to schedules, too.</param>
    /// <param name="logging">Where the log goes.</param>
    /// <param name="more">What else is to be hosted, such as a dashboard: it finds <see cref="RunBoard"/>, <see cref="ServeControl"/> and <see cref="INodeView"/>.</param>
    public static IHost Build(ServeConfiguration configuration, IScheduledRuns runs, TimeProvider clock, Action<ILoggingBuilder> logging, Action<IServiceCollection>? more = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(logging);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Error);
        builder.Services.AddSystemd();
        logging(builder.Logging);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = s_stopping);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(runs);
        builder.Services.AddSingleton(new ConfigurationInForce(configuration));
        builder.Services.AddSingleton<RunGate>();
        builder.Services.AddSingleton<OldRuns>();
        builder.Services.AddSingleton<ScheduleBook>();
        builder.Services.AddSingleton(s => new EndedRunsFile(configuration.StateFolder, s.GetRequiredService<ILogger<EndedRunsFile>>()));
        builder.Services.AddSingleton(s => new RunBoard(s.GetRequiredService<EndedRunsFile>(), clock));
        builder.Services.AddSingleton(s => new ServeControl(s.GetRequiredService<ISchedulerFactory>(), s.GetRequiredService<ConfigurationInForce>(), s.GetRequiredService<RunGate>()));
        builder.Services.AddSingleton<INodeView, SchedulerNodes>();
        builder.Services.AddTransient<ScheduledRunJob>();
        AddScheduler(builder.Services, configuration.StateFolder, clock);
        builder.Services.AddHostedService<ConfigurationWatcher>();
        more?.Invoke(builder.Services);
        return builder.Build();
    }

    // The scheduler fires once the application has started, when the schedules of the file are in force.
    private static void AddScheduler(IServiceCollection services, string stateFolder, TimeProvider clock)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(clock);
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "imageanalytics";
                o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(MostAtOnce); // Waiting firings; RunGate lets one run at a time.
            quartz.AddTriggerListener<SkippedFirings>();
            quartz.UsePersistentStore(store =>
            {
                SqliteConnectionStringBuilder connection = new() { DataSource = Path.Combine(stateFolder, "schedules.db") };
                store.UseSqlite(SqliteFactory.Instance, connection.ConnectionString);
                store.ProvisionSchema();
                store.ConfigureStore(o =>
                {
                    o.MisfireThreshold = TimeSpan.FromMinutes(1);
                    o.RecoverFiringsCancelledByShutdown = true;
                });
            });
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }
}
