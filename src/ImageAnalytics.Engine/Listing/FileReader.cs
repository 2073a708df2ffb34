using System.Buffers;
using System.Runtime.InteropServices;
using ImageAnalytics.Engine.Native;
using ImageAnalytics.Sdk;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Engine.Listing;

/// <summary>Reads whole files, whatever bytes their names are, into one buffer that is used again and again. One thread at a time.</summary>
/// <param name="maxBytes">Larger files are refused as too-large.</param>
public sealed unsafe class FileReader(long maxBytes) : IDisposable
{
    private const int KeptBytes = 64 << 20;
    private byte[] _buffer = [];
    private string? _path;
    private StatX _stat;
    private int _length;

    /// <summary>Reads a file.</summary>
    /// <param name="fullPath">Absolute path in path text.</param>
    /// <returns>Its bytes, borrowed until the next call.</returns>
    /// <exception cref="FileReadException">It is gone, refused, too large or cannot be read.</exception>
    /// <exception cref="OutOfHandlesException">This process has too many files open already.</exception>
    public ReadOnlyMemory<byte> Read(string fullPath) => Read(fullPath, mayKeep: false, out _);

    /// <summary>Reads a file, or gives again what was read last when that was the same file, unchanged since by size, time and inode.</summary>
    /// <param name="fullPath">Absolute path in path text.</param>
    /// <param name="mayKeep">Whether the last bytes will do.</param>
    /// <param name="again">Whether they are the last ones.</param>
    /// <returns>Its bytes, borrowed until the next call.</returns>
    /// <exception cref="FileReadException">It is gone, refused, too large or cannot be read.</exception>
    public ReadOnlyMemory<byte> Read(string fullPath, bool mayKeep, out bool again)
    {
        int file = OpenRegular(fullPath, out StatX stat);
        try
        {
            again = mayKeep && fullPath == _path && stat.Size == _stat.Size && stat.Modified == _stat.Modified && stat.Identity == _stat.Identity;
            if (!again)
            {
                _path = null;
                _length = ReadAll(file, (int)stat.Size);
                (_path, _stat) = (fullPath, stat);
            }

            return _buffer.AsMemory(0, _length);
        }
        finally
        {
            LibC.Close(file);
        }
    }

    /// <summary>Bytes, and the time of the last change in nanoseconds since 1970, of what was read last.</summary>
    public (long Bytes, long Modified) Stamp => ((long)_stat.Size, _stat.Modified);

    /// <summary>Opens a file to look at parts of it.</summary>
    /// <param name="fullPath">Absolute path in path text.</param>
    /// <returns>A stream that can seek; the caller disposes it.</returns>
    /// <exception cref="FileReadException">It is gone, refused or too large.</exception>
    public FileStream Open(string fullPath)
        => new(new SafeFileHandle(OpenRegular(fullPath, out _), ownsHandle: true), FileAccess.Read, bufferSize: 0);

    /// <summary>Makes sure that this process can open one more file.</summary>
    /// <exception cref="OutOfHandlesException">It cannot.</exception>
    public static void ThrowIfNoHandlesLeft()
    {
        try
        {
            LibC.Close(OpenPath("/dev/null"));
        }
        catch (FileReadException)
        {
            // Refused for another reason.
        }
    }

    /// <inheritdoc />
    public void Dispose() => Give(0);

    private int OpenRegular(string fullPath, out StatX stat)
    {
        int file = OpenPath(fullPath);
        try
        {
            byte empty = 0;
            fixed (StatX* result = &stat)
            {
                if (LibC.StatX(file, &empty, LibC.AT_EMPTY_PATH, LibC.STATX_BASIC, result) != 0)
                {
                    throw Failed(Marshal.GetLastPInvokeError());
                }
            }

            if (!stat.IsRegularFile)
            {
                throw new FileReadException(FailureClasses.Unreadable, "It is no regular file any more.");
            }

            if ((long)stat.Size > maxBytes)
            {
                throw new FileReadException(FailureClasses.TooLarge, FormattableString.Invariant($"The file has {stat.Size:N0} bytes; the limit is {maxBytes:N0}. Raise --max-bytes to read it."));
            }

            return file;
        }
        catch
        {
            LibC.Close(file);
            throw;
        }
    }

    private static int OpenPath(string fullPath)
    {
        byte[] path = [.. PathText.ToBytes(fullPath), 0];
        fixed (byte* start = path)
        {
            // Not blocking: a pipe that took the file's place must not hold the lane.
            int file = LibC.Open(start, LibC.O_RDONLY | LibC.O_CLOEXEC | LibC.O_NOCTTY | LibC.O_NONBLOCK, 0);
            return file >= 0 ? file : throw Failed(Marshal.GetLastPInvokeError());
        }
    }

    private int ReadAll(int file, int expected)
    {
        Give(expected + 1);
        int length = 0;
        fixed (byte* start = _buffer)
        {
            while (length < _buffer.Length)
            {
                nint read = LibC.Read(file, start + length, (nuint)(_buffer.Length - length));
                if (read < 0 && Marshal.GetLastPInvokeError() == LibC.EINTR)
                {
                    continue;
                }

                if (read < 0)
                {
                    throw Failed(Marshal.GetLastPInvokeError());
                }

                if (read == 0)
                {
                    break;
                }

                length += (int)read;
            }
        }

        return Math.Min(length, expected);
    }

    private void Give(int bytes)
    {
        if (_buffer.Length < bytes || _buffer.Length > Math.Max(bytes, KeptBytes) || bytes == 0)
        {
            if (_buffer.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
            }

            _buffer = bytes == 0 ? [] : ArrayPool<byte>.Shared.Rent(bytes);
        }
    }

    private static Exception Failed(int error) => error switch
    {
        // Says nothing of the file: whatever leaks handles in this process, this is only the first who is refused one.
        LibC.EMFILE or LibC.ENFILE => new OutOfHandlesException($"No more files can be opened: {LibC.ErrorText(error)}."),
        LibC.ENOMEM => new InsufficientMemoryException($"A file cannot be read: {LibC.ErrorText(error)}."),
        LibC.ENOENT or LibC.ENOTDIR or LibC.ESTALE => new FileReadException(FailureClasses.Vanished, "The file is not there any more."),
        LibC.EACCES or LibC.EPERM => new FileReadException(FailureClasses.Denied, $"The system refuses to open it: {LibC.ErrorText(error)}. Grant this user the right to read it."),
        _ => new FileReadException(FailureClasses.Unreadable, $"The file cannot be read: {LibC.ErrorText(error)}."),
    };
}
