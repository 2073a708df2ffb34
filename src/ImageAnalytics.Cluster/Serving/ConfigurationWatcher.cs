using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Cluster.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Serving;

/// <summary>Puts the schedules in force at the start, and again whenever their file changes. A wrong file is told of and changes nothing.</summary>
/// <remarks>The file's content is compared, for notifications do not come from network folders. It is judged when it has been the same twice: not half written.</remarks>
internal sealed class ConfigurationWatcher(ConfigurationInForce configuration, ScheduleBook book, IScheduledRuns runs, TimeProvider clock, ILogger<ConfigurationWatcher> log) : BackgroundService
{
    /// <summary>How often the file is looked at.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly string _file = configuration.Current.File;
    private const int JudgedAgainAfter = 30;

    private byte[]? _judged = configuration.Current.Source.ToArray(), _seen = configuration.Current.Source.ToArray();
    private string[] _told = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        log.Serving(LogText.Of(_file), configuration.Current.Schedules.Count(s => s.Enabled));
        await book.ApplyAsync(configuration.Current, cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (int looks = 1; ; looks++)
        {
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(false);
            byte[]? found = TryRead();
            bool isSettled = Same(found, _seen);
            _seen = found;
            // What was wrong may be mended elsewhere: a folder that was not mounted, a pipeline, a model.
            if (isSettled && (!Same(found, _judged) || (_told.Length > 0 && looks % JudgedAgainAfter == 0)))
            {
                bool isAnother = !Same(found, _judged);
                _judged = found;
                await JudgeAsync(found, isAnother, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    // Nothing that is found here may end the service: what held so far holds on.
    private async Task JudgeAsync(byte[]? text, bool isAnother, CancellationToken cancellationToken)
    {
        List<string> problems;
        try
        {
            problems = await PutInForceAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            problems = [$"it could not be judged: {e.GetType().Name}: {e.Message}"];
        }

        foreach (string problem in isAnother || !problems.SequenceEqual(_told, StringComparer.Ordinal) ? problems : [])
        {
            log.NotReloaded(LogText.Of(_file), LogText.Of(problem));
        }

        _told = [.. problems];
    }

    private async Task<List<string>> PutInForceAsync(byte[]? text, CancellationToken cancellationToken)
    {
        ConfigurationReading reading = text is null ? ConfigurationReader.Read(_file, runs.Check) : ConfigurationReader.Parse(text, _file, runs.Check);
        List<string> problems = [.. reading.Problems];
        if (reading.Configuration is { } changed && changed.StateFolder != configuration.Current.StateFolder)
        {
            problems.Add($"state: expected '{configuration.Current.StateFolder}', where this service keeps its state; found '{changed.StateFolder}'. Start the service again to move it.");
        }

        if (reading.Configuration is { } other && other.Dashboard.Fingerprint != configuration.Current.Dashboard.Fingerprint)
        {
            problems.Add("dashboard: its settings, secret or certificate changed. Start the service again to use them.");
        }

        if (problems.Count == 0)
        {
            await book.ApplyAsync(reading.Configuration!, cancellationToken).ConfigureAwait(false);
            configuration.Current = reading.Configuration!;
            log.Reloaded(LogText.Of(_file), reading.Configuration!.Schedules.Count(s => s.Enabled));
        }

        return problems;
    }

    private byte[]? TryRead()
    {
        try
        {
            return File.ReadAllBytes(_file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Same(byte[]? a, byte[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);
}
