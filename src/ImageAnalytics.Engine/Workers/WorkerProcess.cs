using System.Runtime.InteropServices;
using System.Text;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Engine.Native;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Engine.Workers.Wire;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Engine.Workers;

/// <summary>The main program of a worker process: takes a job and chunks from standard input, answers on standard output.</summary>
/// <remarks>
/// It ends with its supervisor: the kernel kills it when the supervisor's starting thread ends, and the end of standard input ends it too.
/// What models and libraries print goes to standard error, wherever they meant it to go.
/// </remarks>
public sealed class WorkerProcess : IPoolEvents, IAnalyzerLog
{
    private const int FirstOwn = 3;
    private readonly FrameStream _from, _to;
    private readonly object _answer = new();
    private LaneBoard? _board;
    private bool _asksFirst, _isAnswered;

    private WorkerProcess(Stream from, Stream to) => (_from, _to) = (new FrameStream(from), new FrameStream(to));

    /// <summary>Works until the supervisor is gone. Never returns.</summary>
    /// <param name="supervisor">Process id of the supervisor.</param>
    /// <param name="build">The supervisor's build of the program, see <see cref="SharedAssemblies.Build"/>.</param>
    /// <param name="shared">What host and plugins share.</param>
    public static void Run(int supervisor, string build, SharedAssemblies shared)
    {
        _ = LibC.PrCtl(LibC.PR_SET_PDEATHSIG, LibC.SIGKILL, 0, 0, 0);
        if (LibC.GetParentProcessId() != supervisor)
        {
            LibC.ExitNow(0);
        }

        ChildLimits.Apply();
        // Ctrl-C reaches the whole group; the supervisor decides what it means.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true);
        using PosixSignalRegistration quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, c => c.Cancel = true);
        Stream from = Own(0, FileAccess.Read), to = Own(1, FileAccess.Write);
        using (SafeFileHandle nothing = File.OpenHandle("/dev/null"))
        {
            _ = LibC.Dup2((int)nothing.DangerousGetHandle(), 0);
        }

        _ = LibC.Dup2(2, 1);
        DieFirst();
        new WorkerProcess(from, to).Serve(build, new PluginHost(shared), shared);
        LibC.ExitNow(0);
    }

    /// <inheritdoc />
    public void Begin(int lane, long ordinal, int stage)
    {
        if (_asksFirst)
        {
            Ask();
        }

        _board?.Write(lane, ordinal, stage);
    }

    /// <inheritdoc />
    public void Warn(string message) => Write(FrameType.Warned, Encoding.UTF8.GetBytes(message));

    void IPoolEvents.Done(long chunk, IReadOnlyList<ItemResult> results)
    {
        WireWriter message = new();
        message.Long(chunk);
        message.List(results, ResultWire.Write);
        Write(FrameType.Done, message.Written);
    }

    void IPoolEvents.Fault(Exception exception)
    {
        if (exception is StoreException)
        {
            Write(FrameType.StoreFailed, Encoding.UTF8.GetBytes(exception.Message));
        }

        Console.Error.WriteLine(exception);
        LibC.ExitNow(exception switch
        {
            OutOfMemoryException => WorkerExit.OutOfMemory,
            OutOfHandlesException => WorkerExit.OutOfHandles,
            _ => WorkerExit.Fault,
        });
    }

    private void Ask()
    {
        Write(FrameType.Asks, []);
        lock (_answer)
        {
            while (!_isAnswered)
            {
                Monitor.Wait(_answer);
            }

            _isAnswered = false;
        }
    }

    private void Answer()
    {
        lock (_answer)
        {
            _isAnswered = true;
            Monitor.Pulse(_answer);
        }
    }

    private void Serve(string build, PluginHost host, SharedAssemblies shared)
    {
        LanePool? pool = null;
        while (_from.TryRead(out FrameType type, out ReadOnlyMemory<byte> payload))
        {
            switch (type)
            {
                case FrameType.Job when build != shared.Build:
                    Refuse([$"The program in '{AppContext.BaseDirectory}' was replaced while it ran, so that results of the new one would be taken for those of the old one. What is finished is kept: start it again."]);
                    break;
                case FrameType.Job:
                    pool = Open(WireReader.Whole(payload, JobWire.Read), host, shared);
                    break;
                case FrameType.Chunk when pool is not null:
                    pool.Post(WireReader.Whole(payload, ChunkWire.Read));
                    break;
                case FrameType.GoOn:
                    Answer();
                    break;
                case FrameType.Known when pool is not null:
                    pool.Know(payload.Length == 0 ? null : Encoding.UTF8.GetString(payload.Span));
                    Write(FrameType.Ready, []);
                    break;
                default:
                    throw new InvalidDataException($"The supervisor sent a frame of type {type}, which is not expected here.");
            }
        }
    }

    private LanePool? Open(WorkerJob job, PluginHost host, SharedAssemblies shared)
    {
        try
        {
            _board = job.Board is null ? null : LaneBoard.Open(job.Board, job.Lanes);
            LanePool pool = new(job, new JobOpener(host, shared, this).Open(job), this);
            LibC.ExitAtOnce(); // A step that ends the process would otherwise make the engines fail under the other lanes, and those images be accused.
            _asksFirst = job.AsksFirst;
            Write(FrameType.Ready, []);
            return pool;
        }
        catch (PluginException e)
        {
            Refuse(e.Problems);
            return null;
        }
    }

    private void Refuse(IReadOnlyList<string> problems)
    {
        WireWriter message = new();
        message.List(problems, (to, problem) => to.Text(problem));
        Write(FrameType.Refused, message.Written);
    }

    private void Write(FrameType type, ReadOnlySpan<byte> payload)
    {
        try
        {
            _to.Write(type, payload);
        }
        catch (IOException)
        {
            LibC.ExitNow(0); // The supervisor is gone.
        }
    }

    // Under numbers that no process which a plugin starts inherits: it could read what is meant for the worker, and keep the pipes open after it.
    private static FileStream Own(int descriptor, FileAccess access)
        => new(new SafeFileHandle(LibC.Fcntl(descriptor, LibC.F_DUPFD_CLOEXEC, FirstOwn), ownsHandle: true), access, bufferSize: 0);

    // Where memory runs out, the kernel should take this process and not the supervisor.
    private static void DieFirst()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "900");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The worker cannot offer itself to the kernel's memory killer: {e.Message}");
        }
    }
}
