namespace ImageAnalytics.Dashboard.Hosting;

/// <summary>Something that takes a while to read, read once for all who ask within a short time. Thread-safe.</summary>
/// <param name="read">Reads it. What it throws is told to everybody who waits.</param>
/// <param name="freshFor">How long an answer holds.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class SharedReading<T>(Func<CancellationToken, Task<T>> read, TimeSpan freshFor, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Task<T>? _reading;
    private long _readAt;

    /// <summary>The last answer, or a new one where that is too old. A disk that does not answer holds nobody longer than a time.</summary>
    /// <exception cref="TimeoutException">There was no answer in that time.</exception>
    public Task<T> GetAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Task<T> reading;
        lock (_lock)
        {
            if (_reading is null || (_reading.IsCompleted && clock.GetElapsedTime(_readAt) >= freshFor))
            {
                _reading = Task.Run(ReadAsync, CancellationToken.None);
                _readAt = clock.GetTimestamp();
            }

            reading = _reading;
        }

        return reading.WaitAsync(patience, cancellationToken);
    }

    private async Task<T> ReadAsync()
    {
        T value = await read(CancellationToken.None).ConfigureAwait(false);
        lock (_lock)
        {
            _readAt = clock.GetTimestamp();
        }

        return value;
    }
}
