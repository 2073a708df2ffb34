using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ImageAnalytics.Cli.Serving;

/// <summary>A line of the log: time, level, text. Under systemd, whose journal knows the time, the level as it wants it, and the text.</summary>
internal sealed class LogLineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name under which it is chosen.</summary>
    public const string FormatterName = "line";

    private readonly bool _isService = SystemdHelpers.IsSystemdService();

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } error)
        {
            text = $"{text} {error}";
        }

        (int priority, string word) = logEntry.LogLevel switch
        {
            LogLevel.Critical => (2, "critical"),
            LogLevel.Error => (3, "error"),
            LogLevel.Warning => (4, "warning"),
            LogLevel.Information => (6, "info"),
            _ => (7, "debug"),
        };
        text = text.ReplaceLineEndings(" ");
        textWriter.WriteLine(_isService
            ? string.Create(CultureInfo.InvariantCulture, $"<{priority}>{text}")
            : string.Create(CultureInfo.InvariantCulture, $"{clock.GetLocalNow():yyyy-MM-ddTHH:mm:sszzz} {word} {text}"));
    }
}
