using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ImageAnalytics.Cli.Serving;

/// <summary>Where the log of a program that nobody watches goes: a line each to standard error.</summary>
internal static class LogOutput
{
    /// <summary>Adds it.</summary>
    public static void Add(ILoggingBuilder logging)
    {
        logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddConsoleFormatter<LogLineFormatter, ConsoleFormatterOptions>();
        logging.Services.PostConfigure<ConsoleLoggerOptions>(o => o.FormatterName = LogLineFormatter.FormatterName);
    }
}
