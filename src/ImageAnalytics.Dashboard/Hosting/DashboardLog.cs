using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Dashboard;

/// <summary>Every line that the dashboard writes to the log.</summary>
internal static partial class DashboardLog
{
    [LoggerMessage(LogLevel.Information, "dashboard: {Address}")]
    public static partial void Listening(this ILogger log, string address);

    [LoggerMessage(LogLevel.Error, "dashboard: cannot listen at {Address}: {Reason} Schedules run without it; trying again every {Seconds} s. Free the port, or name another one as 'dashboard.port' and start the service again.")]
    public static partial void NotListening(this ILogger log, string address, string reason, int seconds);

    [LoggerMessage(LogLevel.Warning, "dashboard: wrong secret from {Peer}")]
    public static partial void WrongSecret(this ILogger log, string peer);

    [LoggerMessage(LogLevel.Information, "dashboard: logged in from {Peer}")]
    public static partial void LoggedIn(this ILogger log, string peer);

    [LoggerMessage(LogLevel.Information, "{Schedule}: {Action} by hand, asked for from {Peer}")]
    public static partial void Acted(this ILogger log, string schedule, string action, string peer);

    [LoggerMessage(LogLevel.Error, "dashboard: the certificate '{File}' cannot be read, so the one before is used: {Reason}")]
    public static partial void CertificateKept(this ILogger log, string file, string reason);
}
