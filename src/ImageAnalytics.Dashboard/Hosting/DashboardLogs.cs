using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageAnalytics.Dashboard.Hosting;

/// <summary>The service's log without what the dashboard's own host says of a start that failed, at length: <see cref="DashboardService"/> says it in one line.</summary>
/// <param name="logs">The service's; borrowed.</param>
internal sealed class DashboardLogs(ILoggerFactory logs) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName)
        => categoryName.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) ? NullLogger.Instance : logs.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    public void Dispose()
    {
    }
}
