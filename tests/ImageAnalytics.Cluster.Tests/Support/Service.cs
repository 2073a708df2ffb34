using System.Diagnostics;
using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Cluster.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Quartz;

namespace ImageAnalytics.Cluster.Tests.Support;

/// <summary>A real service with the real scheduler and its store, but with a clock that tests move.</summary>
internal sealed class Service : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(4);
    private readonly FakeTimeProvider _clock;
    private readonly IHost _host;
    private readonly IScheduler _scheduler;

    private Service(FakeTimeProvider clock, IHost host, LogLines log) => (_clock, _host, _scheduler, Log) = (clock, host, host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler().AsTask().GetAwaiter().GetResult(), log);

    public LogLines Log { get; }

    /// <summary>Starts it. State of an earlier one with the same state folder holds.</summary>
    public static Service Start(string file, IScheduledRuns runs, FakeTimeProvider clock)
    {
        ConfigurationReading reading = ConfigurationReader.Read(file, runs.Check);
        Assert.Empty(reading.Problems);
        Directory.CreateDirectory(reading.Configuration!.StateFolder);
        LogLines log = new();
        IHost host = ServeHost.Build(reading.Configuration, runs, clock, l => l.AddProvider(log));
        host.Start();
        return new Service(clock, host, log);
    }

    /// <summary>Sets the clock, and lets seconds pass until something is so. Fails the test when they do not help.</summary>
    /// <param name="time">Passed over when it is gone already.</param>
    /// <param name="holds">What is waited for.</param>
    /// <param name="isRunHeld">Whether a run goes on meanwhile; otherwise the scheduler is to have done with all of them before.</param>
    public void At(DateTimeOffset time, Func<bool> holds, bool isRunHeld = false)
    {
        if (!isRunHeld)
        {
            Until(() => !_scheduler.QueryFireInstances(new FireInstanceQuery()).AsTask().GetAwaiter().GetResult().Items.Any());
        }

        if (time > _clock.GetUtcNow())
        {
            _clock.SetUtcNow(time);
        }

        Until(holds);
    }

    /// <summary>Lets seconds pass until something is so. Fails the test when they do not help.</summary>
    public void Until(Func<bool> holds)
    {
        // Whoever began to wait just when the clock was moved notices only when it moves again.
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Log.WaitForMore(s_look);
            Assert.True(Stopwatch.GetElapsedTime(start) < Waiting.Patience, $"Waited in vain until {_clock.GetUtcNow():u}. The log says:\n{string.Join('\n', Log.All)}");
            _clock.Advance(TimeSpan.FromSeconds(1));
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
