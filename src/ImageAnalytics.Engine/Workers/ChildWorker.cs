using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Workers.Wire;

namespace ImageAnalytics.Engine.Workers;

/// <summary>A worker process as its supervisor sees it.</summary>
internal sealed class ChildWorker : IWorker
{
    private const int QueuedEvents = 4096;
    private const string SharedMemory = "/dev/shm";

    // A process in a call that the kernel does not break off, as to a network folder that does not answer, cannot be killed before it returns.
    private static readonly TimeSpan s_dying = TimeSpan.FromSeconds(2);
    private readonly Channel<WorkerEvent> _events = Channel.CreateBounded<WorkerEvent>(new BoundedChannelOptions(QueuedEvents) { SingleReader = true });
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StrayProcesses _strays;
    private readonly ProcessFigures _figures;
    private readonly Process _process;
    private readonly FrameStream _to, _from;
    private readonly LastWords _words = new();
    private readonly string _boardFile;
    private readonly LaneBoard _board;
    private readonly Task _ending;
    private int _killed;
    private int _chunks;
    private volatile bool _garbled;

    /// <param name="process">A started child with all three streams redirected; ownership passes.</param>
    /// <param name="job">Sent at once.</param>
    /// <param name="strays">Ends what the child leaves behind.</param>
    public ChildWorker(Process process, WorkerJob job, StrayProcesses strays)
    {
        (_process, _strays, _figures) = (process, strays, new ProcessFigures(process.Id));
        _boardFile = Path.Combine(Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath(), $"imageanalytics-lanes-{process.Id}-{Guid.NewGuid():N}");
        _board = LaneBoard.Create(_boardFile, job.Lanes);
        _to = new FrameStream(process.StandardInput.BaseStream);
        _from = new FrameStream(process.StandardOutput.BaseStream);
        Task words = Task.Run(() => _words.CollectAsync(process.StandardError));
        Task frames = Task.Factory.StartNew(ReadAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        _ending = Task.Run(() => EndAsync(frames, words));
        WireWriter message = new();
        JobWire.Write(message, job with { Board = _boardFile });
        TryWrite(FrameType.Job, message.Written);
    }

    public ChannelReader<WorkerEvent> Events => _events.Reader;

    public bool IsIsolated => true;

    public long ResidentBytes => _figures.ResidentBytes;

    public double HandlesUsed => _figures.MostHandles is > 0 and var most ? (double)_figures.Handles / most : 0;

    public IReadOnlyList<(long Ordinal, int Stage)> Begun => _board.Read();

    /// <summary>Whether it has nothing to do, has told everything, and could do more.</summary>
    public bool IsIdle => Volatile.Read(ref _chunks) == 0 && Volatile.Read(ref _killed) == 0 && !_events.Reader.TryPeek(out _) && !_events.Reader.Completion.IsCompleted;

    public void Send(Chunk chunk)
    {
        Interlocked.Increment(ref _chunks);
        WireWriter message = new();
        ChunkWire.Write(message, chunk);
        TryWrite(FrameType.Chunk, message.Written);
    }

    /// <summary>Gives it another file of known contents, while it is idle; it says <see cref="WorkerEvent.Ready"/> again.</summary>
    public void Know(string? path) => TryWrite(FrameType.Known, Encoding.UTF8.GetBytes(path ?? ""));

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        if (Interlocked.Exchange(ref _killed, 1) == 0)
        {
            _ = Task.Delay(s_dying).ContinueWith(_ => _givenUp.TrySetResult(), TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        while (await _events.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            _events.Reader.TryRead(out _);
        }

        await _ending.ConfigureAwait(false);
        File.Delete(_boardFile);
        _board.Dispose();
        _process.Dispose();
    }

    // Both sides have the board open now: without its name it goes with them, however they end.
    private WorkerEvent.Ready Ready()
    {
        File.Delete(_boardFile);
        return new WorkerEvent.Ready();
    }

    // A child that is gone cannot be written to; that it is gone arrives as an event.
    private void TryWrite(FrameType type, ReadOnlySpan<byte> payload)
    {
        try
        {
            _to.Write(type, payload);
        }
        catch (IOException)
        {
            Kill();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (_from.TryRead(out FrameType type, out ReadOnlyMemory<byte> payload))
            {
                if (type == FrameType.Asks)
                {
                    TryWrite(FrameType.GoOn, []);
                    continue;
                }

                if (type == FrameType.Done)
                {
                    Interlocked.Decrement(ref _chunks);
                }

                await _events.Writer.WriteAsync(Read(type, payload)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Its memory may be corrupt: nothing that it says can be trusted any more.
            _words.Add(e.Message);
            _garbled = e is not IOException;
        }
        catch (ChannelClosedException)
        {
            // It was given up, and speaks again.
        }
    }

    // Neither the pipes nor the process alone tell the end: what a plugin started may hold the pipes, the kernel may hold the process.
    private async Task EndAsync(Task frames, Task words)
    {
        Task gone = _process.WaitForExitAsync();
        await Task.WhenAny(frames, gone, _givenUp.Task).ConfigureAwait(false);
        Kill();
        await Task.WhenAny(gone, _givenUp.Task).ConfigureAwait(false);
        _strays.End();
        await Task.WhenAny(Task.WhenAll(frames, words), Task.Delay(s_dying)).ConfigureAwait(false);
        if (!gone.IsCompleted)
        {
            _words.Add("It was killed, but the system holds it in a call that does not return. It is left behind and ends when the call does.");
        }

        int exitCode = _garbled ? WorkerExit.Garbled : gone.IsCompleted ? _process.ExitCode : WorkerExit.Killed;
        await _events.Writer.WriteAsync(new WorkerEvent.Exited(exitCode, _words.Text)).ConfigureAwait(false);
        _events.Writer.Complete();
    }

    private WorkerEvent Read(FrameType type, ReadOnlyMemory<byte> payload) => type switch
    {
        FrameType.Ready => Ready(),
        FrameType.Refused => WireReader.Whole(payload, r => new WorkerEvent.Refused(r.List(v => v.Text()))),
        FrameType.Done => WireReader.Whole(payload, r => new WorkerEvent.Done(r.Long(), r.List(ResultWire.Read))),
        FrameType.StoreFailed => new WorkerEvent.StoreFailed(Encoding.UTF8.GetString(payload.Span)),
        FrameType.Warned => new WorkerEvent.Warned(Encoding.UTF8.GetString(payload.Span)),
        _ => throw new InvalidDataException($"The worker sent a frame of type {type} with {payload.Length} bytes, which is not part of the protocol."),
    };
}
