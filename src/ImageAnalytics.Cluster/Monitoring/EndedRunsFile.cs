using System.Text.Json;
using ImageAnalytics.Cluster.Running;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>Remembers over restarts how the last runs ended, in the state folder. One that is lost or damaged costs nothing but the memory.</summary>
internal sealed class EndedRunsFile(string stateFolder, ILogger<EndedRunsFile> log)
{
    /// <summary>How many are remembered.</summary>
    public const int MostRuns = 200;

    private const int MaxBytes = 16 << 20, MostFailures = 10;
    private readonly string _path = Path.Combine(stateFolder, "ended-runs.json");
    private readonly Lock _lock = new();

    /// <summary>The latest first; none where there is no such file.</summary>
    public IReadOnlyList<RunState> Read()
    {
        try
        {
            FileInfo file = new(_path);
            return file.Exists && file.Length <= MaxBytes && JsonSerializer.Deserialize(File.ReadAllBytes(_path), MonitoringJson.Default.ListRunState) is { } runs
                ? [.. runs.Where(r => r is { Id: not null, Schedule: not null, Pipeline: not null, Phase: RunPhase.Ended, EndText: not null, Failures: not null, LastFailures: not null, Notes: not null }).Take(MostRuns)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            log.NotRemembered(LogText.Of(_path), LogText.Of(e.Message));
            return [];
        }
    }

    /// <summary>Writes them, in one step.</summary>
    public void Write(IReadOnlyList<RunState> runs)
    {
        lock (_lock)
        {
            try
            {
                List<RunState> kept = [.. runs.Select(r => r with { LastFailures = [.. r.LastFailures.Take(MostFailures)] })];
                File.WriteAllBytes(_path + ".new", JsonSerializer.SerializeToUtf8Bytes(kept, MonitoringJson.Default.ListRunState));
                File.Move(_path + ".new", _path, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.NotRemembered(LogText.Of(_path), LogText.Of(e.Message));
            }
        }
    }
}
