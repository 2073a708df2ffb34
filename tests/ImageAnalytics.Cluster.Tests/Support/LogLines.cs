using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ImageAnalytics.Cluster.Tests.Support;

/// <summary>What a service writes to its log.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> All => [.. _lines];

    public int Count(string text) => _lines.Count(l => l.Contains(text, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Enqueue($"{formatter(state, exception)}{exception}");
            Monitor.PulseAll(_lines);
        }
    }

    /// <summary>Waits for a further line, but not longer than a time.</summary>
    public void WaitForMore(TimeSpan time)
    {
        lock (_lines)
        {
            Monitor.Wait(_lines, time);
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Dispose()
    {
    }
}
