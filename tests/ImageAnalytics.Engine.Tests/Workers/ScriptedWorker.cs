using System.Threading.Channels;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Tests.Workers;

/// <summary>A worker whose images behave as a test says: fine, deadly, endless or hungry. Works without threads or time.</summary>
internal sealed class ScriptedWorker : IWorker
{
    private const int Killed = 137;
    private readonly Channel<WorkerEvent> _events = Channel.CreateUnbounded<WorkerEvent>();
    private readonly Func<WorkItem, ScriptedFate> _fate;
    private readonly List<string> _log;
    private readonly Action _disposed;
    private readonly List<(long Ordinal, int Stage)> _stuck = [];
    private bool _ended;

    public ScriptedWorker(WorkerJob job, Func<WorkItem, ScriptedFate> fate, List<string> log, bool opens, Action disposed)
    {
        (_fate, _log, _disposed) = (fate, log, disposed);
        log.Add($"start {job.Lanes}");
        if (opens)
        {
            _events.Writer.TryWrite(new WorkerEvent.Warned("It opens."));
            _events.Writer.TryWrite(new WorkerEvent.Ready());
        }
        else
        {
            End(Killed);
        }
    }

    public ChannelReader<WorkerEvent> Events => _events.Reader;

    public bool IsIsolated => true;

    public long ResidentBytes { get; private set; }

    public double HandlesUsed { get; private set; }

    public IReadOnlyList<(long Ordinal, int Stage)> Begun { get; private set; } = [];

    public void Send(Chunk chunk)
    {
        foreach (WorkItem item in _ended ? [] : chunk.Items)
        {
            ScriptedFate fate = item.Excluded.Count > 0 ? ScriptedFate.Fine : _fate(item);
            Begun = [.. _stuck, (item.Ordinal, fate switch { ScriptedFate.Silent => Stage.Read, ScriptedFate.Undecodable => Stage.Decode, _ => 0 })];
            switch (fate)
            {
                case ScriptedFate.Deadly or ScriptedFate.Undecodable:
                    End(139);
                    return;
                case ScriptedFate.Endless:
                    _stuck.Add((item.Ordinal, 0));
                    return;
                case ScriptedFate.Silent:
                    _stuck.Add((item.Ordinal, Stage.Read));
                    return;
                case ScriptedFate.Grasping:
                    HandlesUsed = 0.9;
                    break;
                case ScriptedFate.Hungry:
                    ResidentBytes = long.MaxValue;
                    return;
            }
        }

        if (_ended)
        {
            return; // What is sent to a worker that is gone is lost.
        }

        _events.Writer.TryWrite(new WorkerEvent.Done(chunk.Id, [.. chunk.Items.Select(i => Result(i.Excluded.Count == 0 && _fate(i) == ScriptedFate.Astray ? i with { Ordinal = i.Ordinal + 1 } : i))]));
    }

    public void Kill() => End(Killed);

    public ValueTask DisposeAsync()
    {
        _disposed();
        return ValueTask.CompletedTask;
    }

    private static ItemResult Result(WorkItem item)
        => new(item.Ordinal, new ImageResult(item.Ordinal, $"{item.Ordinal:x64}", new ImageFacts { Width = 1, Height = 1 }, [.. item.Excluded.Select(e => new StepResult("f", e.Failure, e.Message, []))], 0), null);

    private void End(int exitCode)
    {
        if (_events.Writer.TryWrite(new WorkerEvent.Exited(exitCode, "")))
        {
            _ended = true;
            _log.Add($"exit {exitCode}");
            _events.Writer.TryComplete();
        }
    }
}
