using System.Text.Json;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Running;

/// <summary>The last line on standard output, which scripts read.</summary>
internal static class SummaryLine
{
    /// <summary>Key and value pairs, or one JSON object with the same keys.</summary>
    public static string Of(ScanResult result, bool json)
    {
        RunCounts counts = result.Outcome.Counts;
        double seconds = Math.Round(result.Elapsed.TotalSeconds, 2);
        return json
            ? JsonSerializer.Serialize(new
            {
                images = counts.Images, @new = counts.New, reused = counts.Reused, failed = counts.Failed, observations = counts.Observations, seconds, output = result.Outcome.Folder,
                alerts = result.Alerts?.Alerts.Where(a => a.Fired).Select(a => a.Id).ToArray() ?? [],
            })
            : FormattableString.Invariant($"images={counts.Images} new={counts.New} reused={counts.Reused} failed={counts.Failed} observations={counts.Observations} seconds={seconds:0.00} output={result.Outcome.Folder}");
    }
}
