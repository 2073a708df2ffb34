using System.Text.Json.Nodes;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Reporting;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Reports;

/// <summary>What a report says of a run that tried failures again, from the file that the run wrote.</summary>
internal static class RunRetry
{
    /// <summary>Reads it; null where the run tried nothing again.</summary>
    public static ReportRetry? Read(string runFolder) => Of(JsonNode.Parse(File.ReadAllBytes(Path.Combine(runFolder, "run.json")))?.AsObject());

    /// <summary>Takes it from the whole of <c>run.json</c>; null where the run tried nothing again.</summary>
    public static ReportRetry? Of(JsonObject? document)
        => document?[RunFolder.RetryKey] is not JsonObject retry
            ? null
            : new ReportRetry([.. (retry[Provenance.RetriedFailures] as JsonArray ?? []).Select(c => c?.ToString()).OfType<string>()], document["counts"]?["new"]?.GetValue<long>() ?? 0);
}
