using System.Globalization;
using Quartz;

namespace ImageAnalytics.Cluster.Jobs;

/// <summary>What a job asks a node to do. All else stands in the plan, on the shared output folder.</summary>
/// <param name="Plan">The plan's id.</param>
/// <param name="Output">The output folder, as the machine that started the run sees it.</param>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Shard">Which shard, from 1.</param>
internal sealed record ShardOrder(string Plan, string Output, string Pipeline, int Shard)
{
    public const string ShardKey = "shard";
    private const string PlanKey = "plan", OutputKey = "output", PipelineKey = "pipeline";

    /// <summary>What all shards of a plan have in common.</summary>
    public static JobDataMap Common(string plan, string output, string pipeline) => new() { [PlanKey] = plan, [OutputKey] = output, [PipelineKey] = pipeline };

    /// <summary>Reads a job.</summary>
    /// <returns>Null when it is none that this version knows.</returns>
    public static ShardOrder? Read(JobDataMap data)
        => Text(data, PlanKey) is { } plan && Text(data, OutputKey) is { } output && Text(data, PipelineKey) is { } pipeline && ShardOf(data) is { } shard
            && Path.IsPathRooted(output) && pipeline == Path.GetFileName(pipeline) && pipeline is not ("" or "." or "..")
            ? new ShardOrder(plan, output, pipeline, shard)
            : null;

    /// <summary>The shard of a job or trigger; null when it names none.</summary>
    public static int? ShardOf(JobDataMap data) => int.TryParse(Text(data, ShardKey), NumberStyles.None, CultureInfo.InvariantCulture, out int shard) && shard > 0 ? shard : null;

    private static string? Text(JobDataMap data, string key) => data.TryGetValue(key, out object? value) && value is string { Length: > 0 } text ? text : null;
}
