namespace ImageAnalytics.Results.Tables;

/// <summary>Stops something that takes too long, again and again until it has stopped.</summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private bool _over, _passed;

    /// <summary>Starts the time.</summary>
    /// <param name="after">How long it may take.</param>
    /// <param name="stop">Stops it; never called after <see cref="Dispose"/>.</param>
    public Deadline(TimeSpan after, Action stop)
        => _timer = new Timer(_ =>
        {
            lock (_gate)
            {
                _passed = true;
                if (!_over)
                {
                    stop();
                }
            }
        }, null, after, s_again);

    /// <summary>Stops between two rows as well, where nothing runs that could be stopped.</summary>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public void ThrowIfPassed()
    {
        if (Volatile.Read(ref _passed))
        {
            throw new OperationCanceledException();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
        }

        _timer.Dispose();
    }
}
