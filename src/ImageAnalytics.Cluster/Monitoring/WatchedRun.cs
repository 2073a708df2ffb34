using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>A run that goes on, or waits to: hears how it gets on, tells whoever asks, and can be told to stop. Thread-safe.</summary>
internal sealed class WatchedRun : IRunProgress, IDisposable
{
    private const int MaxKept = 50, MaxClasses = 100, MaxText = 1000;
    private readonly Lock _lock = new();
    private readonly IRunProgress _log;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, long> _failures = new(StringComparer.Ordinal);
    private readonly LinkedList<SeenFailure> _lastFailures = new();
    private readonly LinkedList<string> _notes = new();
    private RunState _state;
    private long _first;
    private bool _isDisposed;

    public WatchedRun(RunState state, IRunProgress log, TimeProvider clock) => (_state, _log, _clock) = (state, log, clock);

    /// <summary>Its id.</summary>
    public string Id => _state.Id;

    /// <summary>Cancelled by <see cref="Stop"/>.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Whether a person stopped it.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>How it gets on.</summary>
    public RunState State
    {
        get
        {
            lock (_lock)
            {
                double seconds = _state.Done == 0 || _state.Phase != RunPhase.Working ? 0 : _clock.GetElapsedTime(_first).TotalSeconds;
                double rate = seconds >= 1 ? _state.Done / seconds : _state.Rate;
                return _state with
                {
                    Rate = rate,
                    Left = rate > 0 && _state.Phase == RunPhase.Working ? TimeSpan.FromSeconds(Math.Max(0, _state.Pending - _state.Done) / rate) : null,
                    Failures = new Dictionary<string, long>(_failures),
                    LastFailures = [.. _lastFailures],
                    Notes = [.. _notes],
                };
            }
        }
    }

    /// <summary>Tells it to stop, as SIGTERM does a run.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _state = _state with { IsStopping = true };
        }

        _stop.Cancel();
    }

    /// <summary>Its turn has come.</summary>
    public void Begin() => Change(s => s with { Phase = RunPhase.Listing });

    /// <summary>It has to wait again.</summary>
    public void Wait() => Change(s => s with { Phase = RunPhase.Waiting });

    /// <summary>It has ended.</summary>
    /// <returns>What it was like in the end.</returns>
    public RunState End(RunEnding ending)
    {
        Change(s => s with { Rate = State.Rate });
        Change(s => s with { Phase = RunPhase.Ended, IsStopping = false, Ended = _clock.GetUtcNow(), End = ending.End, EndText = Kept(ending.Text), RunFolder = ending.RunFolder });
        return State;
    }

    public void Listing(long files)
    {
        Change(s => s with { Listed = files });
        _log.Listing(files);
    }

    public void Planned(long images, long pending)
    {
        Change(s => s with { Phase = RunPhase.Working, Listed = images, Images = images, Pending = pending });
        _log.Planned(images, pending);
    }

    public void Failed(string path, string failure, string message)
    {
        lock (_lock)
        {
            if (_failures.ContainsKey(failure) || _failures.Count < MaxClasses)
            {
                _failures[failure] = _failures.GetValueOrDefault(failure) + 1;
            }

            Keep(_lastFailures, new SeenFailure(Kept(path), Kept(failure), Kept(message)));
        }

        _log.Failed(path, failure, message);
    }

    public void Finished(bool failed)
    {
        lock (_lock)
        {
            if (_state.Done == 0)
            {
                _first = _clock.GetTimestamp();
            }

            _state = _state with { Done = _state.Done + 1 };
        }

        _log.Finished(failed);
    }

    public void Writing()
    {
        Change(s => s with { Rate = State.Rate });
        Change(s => s with { Phase = RunPhase.Writing });
        _log.Writing();
    }

    public void Note(string message)
    {
        lock (_lock)
        {
            Keep(_notes, Kept(message));
        }

        _log.Note(message);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _stop.Dispose();
    }

    private void Change(Func<RunState, RunState> change)
    {
        lock (_lock)
        {
            _state = change(_state);
        }
    }

    private static void Keep<T>(LinkedList<T> list, T item)
    {
        list.AddFirst(item);
        if (list.Count > MaxKept)
        {
            list.RemoveLast();
        }
    }

    private static string Kept(string text) => text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), "…");
}
