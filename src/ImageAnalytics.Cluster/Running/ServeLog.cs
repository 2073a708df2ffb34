using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Running;

/// <summary>Every line that <c>serve</c> writes to its log.</summary>
internal static partial class ServeLog
{
    [LoggerMessage(LogLevel.Information, "serving '{File}', schedules: {Count}")]
    public static partial void Serving(this ILogger log, string file, int count);

    [LoggerMessage(LogLevel.Information, "{Schedule}: next run {Next}")]
    public static partial void Next(this ILogger log, string schedule, string next);

    [LoggerMessage(LogLevel.Information, "{Schedule}: started, {Pipeline} over {Inputs}")]
    public static partial void Started(this ILogger log, string schedule, string pipeline, string inputs);

    [LoggerMessage(LogLevel.Information, "{Schedule}: {Images} images listed, {Pending} to look at")]
    public static partial void Planned(this ILogger log, string schedule, long images, long pending);

    [LoggerMessage(LogLevel.Warning, "{Schedule}: note: {Text}")]
    public static partial void Note(this ILogger log, string schedule, string text);

    [LoggerMessage(LogLevel.Information, "{Schedule}: finished {Summary}")]
    public static partial void Finished(this ILogger log, string schedule, string summary);

    [LoggerMessage(LogLevel.Warning, "{Schedule}: finished, an alert fired {Summary}")]
    public static partial void Alerted(this ILogger log, string schedule, string summary);

    [LoggerMessage(LogLevel.Information, "{Schedule}: stopped at {Until}, the end of its night, with {Done} of {Pending} images to look at done. What was finished is kept; the next run goes on, and makes the report once all are done.")]
    public static partial void Closed(this ILogger log, string schedule, string until, long done, long pending);

    [LoggerMessage(LogLevel.Information, "{Schedule}: stopped with the service. What was finished is kept; it goes on when the service starts again.")]
    public static partial void Stopped(this ILogger log, string schedule);

    [LoggerMessage(LogLevel.Information, "{Schedule}: stopped by hand. What was finished is kept; the next run goes on.")]
    public static partial void StoppedByHand(this ILogger log, string schedule);

    [LoggerMessage(LogLevel.Warning, "how the last runs ended cannot be remembered in '{File}': {Reason}")]
    public static partial void NotRemembered(this ILogger log, string file, string reason);

    [LoggerMessage(LogLevel.Warning, "{Schedule}: not started, its night is over. The next run does what is left.")]
    public static partial void OutOfHours(this ILogger log, string schedule);

    [LoggerMessage(LogLevel.Warning, "{Schedule}: refused, {Reason}")]
    public static partial void Refused(this ILogger log, string schedule, string reason);

    [LoggerMessage(LogLevel.Information, "{Schedule}: waits, {Reason}")]
    public static partial void Waits(this ILogger log, string schedule, string reason);

    [LoggerMessage(LogLevel.Error, "{Schedule}: failed, {Reason}")]
    public static partial void Failed(this ILogger log, string schedule, string reason);

    [LoggerMessage(LogLevel.Information, "{Schedule}: removed {Count} old runs of '{Pipeline}': {Runs}")]
    public static partial void Cleaned(this ILogger log, string schedule, int count, string pipeline, string runs);

    [LoggerMessage(LogLevel.Information, "{Schedule}: no longer scheduled")]
    public static partial void Dropped(this ILogger log, string schedule);

    [LoggerMessage(LogLevel.Information, "the configuration '{File}' changed and is in force, schedules: {Count}")]
    public static partial void Reloaded(this ILogger log, string file, int count);

    [LoggerMessage(LogLevel.Error, "the configuration '{File}' changed and cannot be used; the one before stays in force. {Problem}")]
    public static partial void NotReloaded(this ILogger log, string file, string problem);
}
