using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>The runs that go on or wait, and how the last ones ended. Thread-safe.</summary>
public sealed class RunBoard
{
    private readonly Lock _lock = new();
    private readonly List<WatchedRun> _running = [];
    private readonly List<RunState> _ended;
    private readonly EndedRunsFile _file;
    private readonly TimeProvider _clock;

    internal RunBoard(EndedRunsFile file, TimeProvider clock) => (_file, _clock, _ended) = (file, clock, [.. file.Read()]);

    /// <summary>Those that go on or wait, the earliest first.</summary>
    public IReadOnlyList<RunState> Running
    {
        get
        {
            lock (_lock)
            {
                return [.. _running.Select(r => r.State)];
            }
        }
    }

    /// <summary>Those that ended, the latest first, also before the last restart.</summary>
    public IReadOnlyList<RunState> Ended
    {
        get
        {
            lock (_lock)
            {
                return [.. _ended];
            }
        }
    }

    /// <summary>A run by its id; null when there is none, or it ended too long ago.</summary>
    public RunState? Find(string id)
    {
        lock (_lock)
        {
            return _running.Find(r => r.Id == id)?.State ?? _ended.Find(r => r.Id == id);
        }
    }

    /// <summary>Tells a run to stop. What it finished stays.</summary>
    /// <returns>Whether it was going on.</returns>
    public bool Stop(string id)
    {
        WatchedRun? run;
        lock (_lock)
        {
            run = _running.Find(r => r.Id == id);
        }

        run?.Stop();
        return run is not null;
    }

    /// <summary>Puts a run on the board.</summary>
    internal WatchedRun Begin(Schedule schedule, string? retryOf, IRunProgress log)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        lock (_lock)
        {
            string stem = FormattableString.Invariant($"{schedule.Name}-{now.UtcDateTime:yyyyMMdd-HHmmss}"), id = stem;
            for (int i = 2; _running.Exists(r => r.Id == id) || _ended.Exists(r => r.Id == id); i++)
            {
                id = FormattableString.Invariant($"{stem}-{i}");
            }

            WatchedRun run = new(new RunState { Id = id, Schedule = schedule.Name, Pipeline = schedule.Pipeline, RetryOf = retryOf, Phase = RunPhase.Waiting, Started = now }, log, _clock);
            _running.Add(run);
            return run;
        }
    }

    /// <summary>Notes that it ended, and how.</summary>
    internal void End(WatchedRun run, RunEnding ending)
    {
        RunState[] ended;
        lock (_lock)
        {
            _running.Remove(run);
            _ended.Insert(0, run.End(ending));
            if (_ended.Count > EndedRunsFile.MostRuns)
            {
                _ended.RemoveAt(_ended.Count - 1);
            }

            ended = [.. _ended];
        }

        run.Dispose();
        _file.Write(ended);
    }
}
