namespace ImageAnalytics.Cluster.Scheduling;

/// <summary>Lets one run go on at a time, in the order in which they came: each of them uses the whole machine.</summary>
internal sealed class RunGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, int> _active = new(StringComparer.Ordinal);
    private string? _running;

    /// <summary>The schedule whose run goes on; null when there is none.</summary>
    public string? Running => Volatile.Read(ref _running);

    /// <summary>Whether a firing of a schedule is there, running or waiting.</summary>
    public bool IsActive(string schedule)
    {
        lock (_active)
        {
            return _active.GetValueOrDefault(schedule) > 0;
        }
    }

    /// <summary>Notes that a firing of a schedule is there, running or waiting.</summary>
    /// <returns>How many others of the same schedule are.</returns>
    public int Enter(string schedule)
    {
        lock (_active)
        {
            int others = _active.GetValueOrDefault(schedule);
            _active[schedule] = others + 1;
            return others;
        }
    }

    /// <summary>Notes that it is gone.</summary>
    public void Leave(string schedule)
    {
        lock (_active)
        {
            _active[schedule]--;
        }
    }

    /// <summary>Waits for its turn, and does something while it has it.</summary>
    public async Task<T> InTurnAsync<T>(string schedule, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Volatile.Write(ref _running, schedule);
            return await action().ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _running, null);
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
