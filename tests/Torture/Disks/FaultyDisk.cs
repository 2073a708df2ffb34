using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Torture.Disks;

/// <summary>
/// A mounted file system that shows a folder, read-only, and misbehaves on chosen files. It speaks the kernel's FUSE protocol
/// (linux/fuse.h, version 7.31) by itself, because no library lets a call stay unanswered. Root only.
/// </summary>
internal sealed partial class FaultyDisk : IDisposable
{
    private const ulong NoSetUid = 2, NoDevices = 4;
    private const int Force = 1, Detach = 2, BufferBytes = 1 << 20, HeaderBytes = 40;
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(300);
    private readonly string _mountPoint, _source;
    private readonly Func<string, DiskFault> _faultOf;
    private readonly SafeFileHandle _device;
    private readonly DiskNodes _nodes;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new(StringComparer.Ordinal);
    private readonly Thread _thread;

    private FaultyDisk(string mountPoint, string source, Func<string, DiskFault> faultOf, SafeFileHandle device)
    {
        (_mountPoint, _source, _faultOf, _device) = (mountPoint, source, faultOf, device);
        _nodes = new DiskNodes(source);
        _thread = new Thread(Serve) { IsBackground = true, Name = "faulty disk" };
        _thread.Start();
    }

    /// <summary>Mounts it; the test is skipped where that is not possible.</summary>
    /// <param name="mountPoint">A folder; made when it is missing.</param>
    /// <param name="source">What it shows.</param>
    /// <param name="faultOf">The fault of a file or folder, by its path relative to the disk.</param>
    public static FaultyDisk Mount(string mountPoint, string source, Func<string, DiskFault> faultOf)
        => TryMount(mountPoint, source, faultOf, out string reason) ?? throw Xunit.Sdk.SkipException.ForSkip(reason);

    /// <summary>Mounts it, or says why it cannot be.</summary>
    public static FaultyDisk? TryMount(string mountPoint, string source, Func<string, DiskFault> faultOf, out string reason)
    {
        Directory.CreateDirectory(mountPoint);
        SafeFileHandle device;
        try
        {
            device = File.OpenHandle("/dev/fuse", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = $"A disk that fails needs /dev/fuse, which cannot be opened: {e.Message}";
            return null;
        }

        string options = FormattableString.Invariant($"fd={device.DangerousGetHandle()},rootmode=40000,user_id=0,group_id=0,allow_other");
        if (MountAt("faulty", mountPoint, "fuse", NoSetUid | NoDevices, options) != 0)
        {
            reason = $"Only root may mount a disk that fails, and not everywhere: {Marshal.GetLastPInvokeErrorMessage()}";
            device.Dispose();
            return null;
        }

        reason = "";
        return new FaultyDisk(mountPoint, source, faultOf, device);
    }

    /// <summary>Done once somebody waits in vain for a file or folder.</summary>
    public Task Held(string relative) => HeldSource(relative).Task;

    /// <summary>Takes the disk away; whoever waits for it gets an error.</summary>
    public void Dispose()
    {
        _ = Unmount(_mountPoint, Force); // Ends every call to the disk, whether or not somebody still has something open on it.
        _ = Unmount(_mountPoint, Detach);
        _thread.Join();
        _device.Dispose();
    }

    private TaskCompletionSource HeldSource(string relative)
        => _held.GetOrAdd(relative, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Serve()
    {
        // The kernel wants its questions taken and answered each in one piece.
        byte[] buffer = new byte[BufferBytes];
        try
        {
            nint length;
            while ((length = ReadDevice(_device, buffer, (nuint)buffer.Length)) >= HeaderBytes)
            {
                Answer(buffer.AsSpan(0, (int)length));
            }
        }
        catch (ObjectDisposedException)
        {
            // Unmounted.
        }
    }

    private void Answer(ReadOnlySpan<byte> request)
    {
        FuseCall call = (FuseCall)BinaryPrimitives.ReadUInt32LittleEndian(request[4..]);
        ulong unique = BinaryPrimitives.ReadUInt64LittleEndian(request[8..]), node = BinaryPrimitives.ReadUInt64LittleEndian(request[16..]);
        ReadOnlySpan<byte> body = request[HeaderBytes..];
        if (call is FuseCall.Forget or FuseCall.ForgetMany or FuseCall.Interrupt)
        {
            return; // These want no answer; and whoever waits for a silent file is not let go.
        }

        string path = call == FuseCall.Lookup ? _nodes.Child(node, DiskNodes.Name(body)) : _nodes.PathOf(node);
        DiskFault fault = _faultOf(path);
        bool reads = call is FuseCall.Read or FuseCall.ReadFolder;
        if ((fault == DiskFault.Silent && reads) || (fault == DiskFault.SilentAtOnce && call is FuseCall.Lookup or FuseCall.GetAttributes))
        {
            HeldSource(path).TrySetResult();
            return;
        }

        (int error, byte[] answer) = (fault, call) switch
        {
            (DiskFault.ReadFails, FuseCall.Read or FuseCall.ReadFolder) => (FuseReply.InputOutput, []),
            (DiskFault.Denied, FuseCall.Open or FuseCall.OpenFolder) => (FuseReply.AccessDenied, []),
            _ => Perform(call, path, body),
        };
        byte[] reply = FuseReply.Of(unique, error, answer);
        if (fault == DiskFault.Slow && reads)
        {
            _ = Task.Delay(s_slow).ContinueWith(_ => Write(reply), TaskScheduler.Default);
            return;
        }

        Write(reply);
    }

    private (int Error, byte[] Answer) Perform(FuseCall call, string path, ReadOnlySpan<byte> body)
    {
        try
        {
            return call switch
            {
                FuseCall.Initialize => (0, FuseReply.Initialize()),
                FuseCall.Lookup => Attributes(path) is { } found ? (0, FuseReply.Entry(_nodes.NumberOf(path), found)) : (FuseReply.NotFound, []),
                FuseCall.GetAttributes => Attributes(path) is { } known ? (0, FuseReply.Attributes(known)) : (FuseReply.NotFound, []),
                FuseCall.Open or FuseCall.OpenFolder => (0, FuseReply.Opened()),
                FuseCall.Read => (0, Read(path, body)),
                FuseCall.ReadFolder => (0, _nodes.List(path, body)),
                FuseCall.Release or FuseCall.ReleaseFolder or FuseCall.Flush or FuseCall.Destroy => (0, []),
                _ => (FuseReply.NotImplemented, []),
            };
        }
        catch (IOException)
        {
            return (FuseReply.NotFound, []);
        }
    }

    private DiskAttributes? Attributes(string path)
    {
        string full = Path.Combine(_source, path);
        return Directory.Exists(full) ? new DiskAttributes(_nodes.NumberOf(path), IsFolder: true, 0, default)
            : File.Exists(full) ? new DiskAttributes(_nodes.NumberOf(path), IsFolder: false, new FileInfo(full).Length, File.GetLastWriteTimeUtc(full))
            : null;
    }

    private byte[] Read(string path, ReadOnlySpan<byte> body)
    {
        (ulong offset, uint size) = FuseReply.ReadRange(body);
        using SafeFileHandle file = File.OpenHandle(Path.Combine(_source, path));
        byte[] buffer = new byte[size];
        int length = RandomAccess.Read(file, buffer, (long)offset);
        return buffer[..length];
    }

    private void Write(byte[] reply)
    {
        try
        {
            lock (_writing)
            {
                _ = WriteDevice(_device, reply, (nuint)reply.Length); // It fails when whoever asked is gone.
            }
        }
        catch (ObjectDisposedException)
        {
            // Unmounted.
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadDevice(SafeFileHandle device, byte[] buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteDevice(SafeFileHandle device, byte[] buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MountAt(string source, string target, string type, ulong flags, string options);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}
