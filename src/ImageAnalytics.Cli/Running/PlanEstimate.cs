using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Running;

/// <summary>What a run would take, from what the last run of the same pipeline took.</summary>
/// <param name="Seconds">Time for what is pending; null when there is no run to learn from, of which one looked at images.</param>
/// <param name="MemoryMegabytes">Memory of supervisor and worker together.</param>
/// <param name="DiskBytes">Results of what is pending, tables and report.</param>
internal sealed record PlanEstimate(double? Seconds, double MemoryMegabytes, double DiskBytes)
{
    // Measured with the shipped pipelines: the host with its libraries, a lane with open models and a 12-megapixel picture.
    private const double HostMegabytes = 350, LaneMegabytes = 150;
    private const int MostNights = 30;

    /// <summary>Estimates.</summary>
    public static PlanEstimate From(PreparedRun run, RunPlan plan)
        => new(SecondsPerImage(run) * plan.Pending, HostMegabytes + (LaneMegabytes * run.Job.Lanes), DiskNeeds.Of(Path.Combine(run.Output, run.Pipeline.Name)).Bytes(plan.Images, plan.Pending));

    // A quiet night says nothing about the time that images take.
    private static double? SecondsPerImage(PreparedRun run)
    {
        try
        {
            return RunFolder.Nights(RunFolder.Resolve(Path.Combine(run.Output, run.Pipeline.Name)), MostNights).Select(SecondsPerImage).FirstOrDefault(s => s is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
        {
            return null;
        }
    }

    private static double? SecondsPerImage(string runFolder)
    {
        try
        {
            JsonNode? last = JsonNode.Parse(File.ReadAllText(Path.Combine(runFolder, "run.json")));
            double seconds = last?["processingSeconds"]?.GetValue<double>() ?? 0;
            double images = last?["counts"]?["new"]?.GetValue<double>() ?? 0;
            return seconds > 0 && images > 0 ? seconds / images : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
