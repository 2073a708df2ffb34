using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>A worker process as its supervisor sees it.</summary>
internal sealed class ChildWorker : IWorker
{
    private const int QueuedEvents = 4096;
    private const string SharedMemory = "/dev/shm";
    private static readonly long s_pageBytes = Environment.SystemPageSize;
    private readonly Channel<WorkerEvent> _events = Channel.CreateBounded<WorkerEvent>(new BoundedChannelOptions(QueuedEvents) { SingleReader = true, SingleWriter = true });
    private readonly Process _process;
    private readonly FrameStream _to, _from;
    private readonly LastWords _words = new();
    private readonly string _boardFile;
    private readonly LaneBoard _board;
    private readonly Task _reading;

    /// <param name="process">A started child with all three streams redirected; ownership passes.</param>
    /// <param name="job">Sent at once.</param>
    public ChildWorker(Process process, WorkerJob job)
    {
        _process = process;
        _boardFile = Path.Combine(Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath(), $"imageanalytics-lanes-{process.Id}-{Guid.NewGuid():N}");
        _board = LaneBoard.Create(_boardFile, job.Lanes);
        _to = new FrameStream(process.StandardInput.BaseStream);
        _from = new FrameStream(process.StandardOutput.BaseStream);
        Task words = Task.Run(() => _words.CollectAsync(process.StandardError));
        _reading = Task.Factory.StartNew(() => ReadAsync(words), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        TryWrite(FrameType.Job, JsonSerializer.SerializeToUtf8Bytes(job with { Board = _boardFile }, WireJson.Default.WorkerJob));
        WireTrial.Run();
    }

    public ChannelReader<WorkerEvent> Events => _events.Reader;

    public bool IsIsolated => true;

    public long ResidentBytes
    {
        get
        {
            try
            {
                // statm: size, resident, shared … in pages.
                string[] fields = File.ReadAllText($"/proc/{_process.Id}/statm").Split(' ');
                return long.Parse(fields[1], CultureInfo.InvariantCulture) * s_pageBytes;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException or FormatException)
            {
                return 0; // It is gone; its end arrives as an event.
            }
        }
    }

    public IReadOnlyList<(long Ordinal, int Stage)> Begun => _board.Read();

    public void Send(Chunk chunk) => TryWrite(FrameType.Chunk, JsonSerializer.SerializeToUtf8Bytes(chunk, WireJson.Default.Chunk));

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
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        while (await _events.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            _events.Reader.TryRead(out _);
        }

        await _reading.ConfigureAwait(false);
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

    private async Task ReadAsync(Task words)
    {
        try
        {
            while (_from.TryRead(out FrameType type, out ReadOnlyMemory<byte> payload))
            {
                await _events.Writer.WriteAsync(Read(type, payload.Span)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException)
        {
            _words.Add(e.Message); // Its memory may be corrupt: nothing that it says can be trusted any more.
        }

        Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await words.ConfigureAwait(false);
        await _events.Writer.WriteAsync(new WorkerEvent.Exited(_process.ExitCode, _words.Text)).ConfigureAwait(false);
        _events.Writer.Complete();
    }

    private WorkerEvent Read(FrameType type, ReadOnlySpan<byte> payload) => type switch
    {
        FrameType.Ready => Ready(),
        FrameType.Refused => new WorkerEvent.Refused(JsonSerializer.Deserialize(payload, WireJson.Default.ListString)!),
        FrameType.Done when payload.Length > 8 => new WorkerEvent.Done(BinaryPrimitives.ReadInt64LittleEndian(payload), JsonSerializer.Deserialize(payload[8..], WireJson.Default.ListItemResult)!),
        FrameType.StoreFailed => new WorkerEvent.StoreFailed(Encoding.UTF8.GetString(payload)),
        FrameType.Warned => new WorkerEvent.Warned(Encoding.UTF8.GetString(payload)),
        _ => throw new InvalidDataException($"The worker sent a frame of type {type} with {payload.Length} bytes, which is not part of the protocol."),
    };
}
