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
    private bool _busy;

    public ScriptedWorker(WorkerJob job, Func<WorkItem, ScriptedFate> fate, List<string> log, bool opens)
    {
        (_fate, _log) = (fate, log);
        log.Add($"start {job.Lanes}");
        if (opens)
        {
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

    public void Send(Chunk chunk)
    {
        foreach (WorkItem item in chunk.Items)
        {
            _events.Writer.TryWrite(new WorkerEvent.Began(item.Ordinal, Stage.Read));
            _events.Writer.TryWrite(new WorkerEvent.Began(item.Ordinal, 0));
            switch (item.Excluded.Count > 0 ? ScriptedFate.Fine : _fate(item))
            {
                case ScriptedFate.Deadly:
                    End(139);
                    return;
                case ScriptedFate.Endless:
                    _busy = true;
                    return;
                case ScriptedFate.Hungry:
                    _busy = true;
                    ResidentBytes = long.MaxValue;
                    return;
            }
        }

        _events.Writer.TryWrite(new WorkerEvent.Done(chunk.Id, [.. chunk.Items.Select(Result)]));
    }

    public void Kill() => End(Killed);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ItemResult Result(WorkItem item)
        => new(item.Ordinal, new ImageResult(item.Ordinal, $"{item.Ordinal:x64}", new ImageFacts { Width = 1, Height = 1 }, [.. item.Excluded.Select(e => new StepResult("f", e.Failure, e.Message, []))], 0), null);

    private void End(int exitCode)
    {
        if (_events.Writer.TryWrite(new WorkerEvent.Exited(exitCode, "")))
        {
            _events.Writer.TryComplete();
            if (_busy || exitCode != Killed)
            {
                _log.Add($"exit {exitCode}"); // Not when it is put away after its work.
            }
        }
    }
}
