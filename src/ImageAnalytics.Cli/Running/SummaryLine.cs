using System.Text.Json.Nodes;
using ImageAnalytics.Cluster.Nodes;
using ImageAnalytics.Engine.Alerts;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Running;

/// <summary>The last line on standard output, which scripts read.</summary>
internal static class SummaryLine
{
    /// <summary>Key and value pairs, or one JSON object with the same keys; of a pipeline with alerts it names those that fired, too.</summary>
    public static string Of(ScanResult result, bool json) => Of(result.Outcome.Counts, result.Outcome.Folder, result.Elapsed, result.Alerts, json);

    /// <inheritdoc cref="Of(ScanResult, bool)"/>
    public static string Of(SharedResult result, bool json) => Of(result.Counts, result.Folder, result.Elapsed, result.Alerts, json);

    private static string Of(RunCounts counts, string folder, TimeSpan elapsed, AlertsFile? fired, bool json)
    {
        double seconds = Math.Round(elapsed.TotalSeconds, 2);
        if (!json)
        {
            return FormattableString.Invariant($"images={counts.Images} new={counts.New} reused={counts.Reused} failed={counts.Failed} observations={counts.Observations} seconds={seconds:0.00} output={folder}");
        }

        JsonObject line = new()
        {
            ["images"] = counts.Images, ["new"] = counts.New, ["reused"] = counts.Reused, ["failed"] = counts.Failed, ["observations"] = counts.Observations, ["seconds"] = seconds, ["output"] = folder,
        };
        if (fired is { } alerts)
        {
            line["alerts"] = new JsonArray([.. alerts.Alerts.Where(a => a.Fired).Select(a => (JsonNode)a.Id)]);
        }

        return line.ToJsonString();
    }

    /// <summary>The line of one part of a plan; it names the parts that are not done yet.</summary>
    public static string Of(ShardResult result, bool json)
    {
        double seconds = Math.Round(result.Elapsed.TotalSeconds, 2);
        return json
            ? new JsonObject
            {
                ["shard"] = result.Shard.Index, ["shards"] = result.Shard.Count, ["images"] = result.Images, ["new"] = result.New, ["reused"] = result.Images - result.New,
                ["missing"] = new JsonArray([.. result.Missing.Select(m => (JsonNode)m)]), ["seconds"] = seconds,
            }.ToJsonString()
            : FormattableString.Invariant($"shard={result.Shard} images={result.Images} new={result.New} reused={result.Images - result.New} missing={result.Missing.Count} seconds={seconds:0.00}");
    }
}
