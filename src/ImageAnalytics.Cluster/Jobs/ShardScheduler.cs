using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace ImageAnalytics.Cluster.Jobs;

/// <summary>How the job engine is set up for shards, the same for those who take them and for who shares them out.</summary>
internal static class ShardScheduler
{
    /// <summary>The name that all who share the database use.</summary>
    public const string Name = "imageanalytics";

    private static readonly TimeSpan s_checkin = TimeSpan.FromSeconds(5), s_dead = TimeSpan.FromSeconds(10), s_retry = TimeSpan.FromSeconds(2), s_look = TimeSpan.FromSeconds(1);

    /// <summary>Adds it. Nothing runs before it is started.</summary>
    /// <param name="services">Where.</param>
    /// <param name="database">Where jobs are.</param>
    /// <param name="clock">The database's time.</param>
    /// <param name="instance">Tells this process from every other one.</param>
    public static IServiceCollection AddShardScheduler(this IServiceCollection services, JobsDatabase database, TimeProvider clock, string instance)
        => services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(clock);
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = Name;
                o.InstanceId = instance;
                o.IdleWaitTime = s_look;
                o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(1); // A node works on one shard at a time, with all its lanes.
            quartz.UsePersistentStore(store =>
            {
                if (database.IsServer)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString);
                    store.UseClustering(o =>
                    {
                        o.CheckinInterval = s_checkin;
                        o.CheckinMisfireThreshold = s_dead;
                    });
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, database.ConnectionString);
                }

                store.ProvisionSchema();
                store.ConfigureStore(o =>
                {
                    o.StoreJobDataAsStrings = true;
                    o.DbRetryInterval = s_retry;
                    o.RecoverFiringsCancelledByShutdown = true;
                });
            });
        });
}
