using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>Every line that <c>node</c> writes to its log.</summary>
internal static partial class NodeLog
{
    [LoggerMessage(LogLevel.Information, "node '{Name}' takes shards from {Database}")]
    public static partial void Takes(this ILogger log, string name, string database);

    [LoggerMessage(LogLevel.Warning, "this machine's clock is {Seconds:0} s off the database's; the database's counts")]
    public static partial void ClockOff(this ILogger log, double seconds);

    [LoggerMessage(LogLevel.Information, "the name '{Name}' is taken by a node on '{Host}' that may be gone; waiting {Seconds:0} s to see")]
    public static partial void NameTaken(this ILogger log, string name, string host, double seconds);

    [LoggerMessage(LogLevel.Information, "shard {Shard} of '{Pipeline}' is done: {Images} images, {New} looked at, {Seconds:0.00} s, {Rate:0.0} images/s")]
    public static partial void ShardDone(this ILogger log, string shard, string pipeline, long images, long @new, double seconds, double rate);

    [LoggerMessage(LogLevel.Information, "shard {Shard} of '{Pipeline}' is handed back: this node stops. What is finished of it is kept.")]
    public static partial void HandedBack(this ILogger log, int shard, string pipeline);

    [LoggerMessage(LogLevel.Error, "'{Pipeline}' is refused and left to other nodes; it is looked at again every minute. {Reason}")]
    public static partial void PlanRefused(this ILogger log, string pipeline, string reason);

    [LoggerMessage(LogLevel.Error, "shard {Shard} of '{Pipeline}' could not be finished and is left to other nodes for a while. {Reason}")]
    public static partial void ShardFailed(this ILogger log, int shard, string pipeline, string reason);

    [LoggerMessage(LogLevel.Warning, "what came of shard {Shard} could not be told to the database ({Reason}); the result is in the output folder")]
    public static partial void NotTold(this ILogger log, int shard, string reason);

    [LoggerMessage(LogLevel.Warning, "note: {Text}")]
    public static partial void Note(this ILogger log, string text);

    [LoggerMessage(LogLevel.Information, "node '{Name}' stops")]
    public static partial void Stops(this ILogger log, string name);
}
