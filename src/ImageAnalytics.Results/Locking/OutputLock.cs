using System.Text.Json;
using ImageAnalytics.Results.Durable;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Results;

/// <summary>The right to write into an output folder: one process at a time, or several that share it.</summary>
/// <remarks>
/// An advisory lock of the kernel (flock) on the file <c>.lock</c>. It is gone with its process, however that ends, so nobody ever
/// has to remove it by hand; child processes do not inherit it.
/// </remarks>
public sealed class OutputLock : IDisposable
{
    private const string FileName = ".lock";
    private readonly SafeFileHandle _file;
    private readonly bool _shared;

    private OutputLock(SafeFileHandle file, bool shared) => (_file, _shared) = (file, shared);

    /// <summary>Takes the lock, or says who has it. Does not wait.</summary>
    /// <param name="outputFolder">The output folder; made when it is missing.</param>
    /// <param name="purpose">What the caller is doing, usually its command line; shown to those who come later.</param>
    /// <param name="clock">Tells the time; the system's when null.</param>
    /// <exception cref="OutputLockedException">Another process has it.</exception>
    /// <exception cref="StoreException">The folder cannot be made or written to.</exception>
    public static OutputLock Acquire(string outputFolder, string purpose, TimeProvider? clock = null) => Take(outputFolder, purpose, clock, Libc.LockExclusive);

    /// <summary>Takes the lock together with others that share it, such as those who work on parts of one run; keeps out whoever wants it alone. Does not wait.</summary>
    /// <inheritdoc cref="Acquire"/>
    public static OutputLock Share(string outputFolder, string purpose, TimeProvider? clock = null) => Take(outputFolder, purpose, clock, Libc.LockShared);

    private static OutputLock Take(string outputFolder, string purpose, TimeProvider? clock, int kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputFolder);
        ArgumentNullException.ThrowIfNull(purpose);
        string path = Path.Combine(Path.GetFullPath(outputFolder), FileName);
        SafeFileHandle? file = null;
        try
        {
            DurableFolder.Create(Path.GetFullPath(outputFolder));
            file = Libc.Open(path, Libc.ReadWrite | Libc.Create);
            if (!Libc.TryLock(file, kind | Libc.LockNonBlocking))
            {
                throw new OutputLockedException(outputFolder, ReadHolder(file));
            }

            WriteHolder(file, new LockHolder(Environment.ProcessId, Environment.MachineName, (clock ?? TimeProvider.System).GetUtcNow(), purpose));
            OutputLock held = new(file, kind == Libc.LockShared);
            file = null;
            return held;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.NotWritable(outputFolder, e);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Gives the lock back. Safe to repeat.</summary>
    public void Dispose()
    {
        if (_file.IsClosed)
        {
            return;
        }

        try
        {
            if (!_shared)
            {
                RandomAccess.SetLength(_file, 0);
            }
        }
        catch (IOException)
        {
            // The name of the last holder stays in the file; only the kernel's lock counts.
        }

        _file.Dispose();
    }

    private static LockHolder? ReadHolder(SafeFileHandle file)
    {
        try
        {
            byte[] text = new byte[16384];
            int length = RandomAccess.Read(file, text, 0);
            return JsonSerializer.Deserialize<LockHolder>(text.AsSpan(0, length), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    private static void WriteHolder(SafeFileHandle file, LockHolder holder)
    {
        string command = holder.Command.Length > 2000 ? holder.Command[..2000] : holder.Command;
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(holder with { Command = command }, JsonSerializerOptions.Web);
        RandomAccess.SetLength(file, 0);
        RandomAccess.Write(file, text, 0);
    }
}
