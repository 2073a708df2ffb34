using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Results.Durable;

/// <summary>The system calls that .NET does not offer: directories as handles, advisory locks, hard links, plain rename.</summary>
internal static partial class Libc
{
    public const int ReadOnly = 0;
    public const int ReadWrite = 2;
    public const int Create = 0x40;
    public const int CloseOnExec = 0x80000;

    public const int LockShared = 1;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;

    public const int ErrorWouldBlock = 11;
    public const int ErrorInvalid = 22;
    public const int ErrorNotSupported = 95;

    /// <summary>Opens a file or a directory; the handle owns the descriptor, which no child process inherits.</summary>
    /// <exception cref="IOException">It cannot be opened; the message is the system's.</exception>
    public static SafeFileHandle Open(string path, int flags, int mode = 0x1A4)
    {
        int descriptor = open(path, flags | CloseOnExec, mode);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw LastError();
    }

    /// <summary>Waits until a file's or a directory's content is on the disk. File systems that cannot say so for directories do nothing.</summary>
    public static void Flush(string path)
    {
        using SafeFileHandle handle = Open(path, ReadOnly);
        if (fsync(handle) != 0 && Marshal.GetLastPInvokeError() is not (ErrorInvalid or ErrorNotSupported))
        {
            throw LastError();
        }
    }

    /// <summary>Sets an environment variable for native code, unless it is set already; .NET's own method reaches managed code only.</summary>
    public static void SetDefault(string variable, string value) => _ = setenv(variable, value, 0);

    /// <summary>Renames within a file system, over an existing file or symbolic link.</summary>
    public static void Rename(string from, string to)
    {
        if (rename(from, to) != 0)
        {
            throw LastError();
        }
    }

    /// <summary>How many names a file has; 0 where the system does not say.</summary>
    public static unsafe uint NamesOf(string path)
    {
        // struct statx: stx_nlink is behind mask, block size and attributes.
        const int currentFolder = -100, noFollow = 0x100, wantsLinks = 0x4, size = 256, linksAt = 16;
        byte* result = stackalloc byte[size];
        return statx(currentFolder, path, noFollow, wantsLinks, result) == 0 ? *(uint*)(result + linksAt) : 0;
    }

    /// <summary>Gives a file a second name. False when the file system cannot.</summary>
    public static bool TryLink(string existing, string added) => link(existing, added) == 0;

    /// <summary>Takes or changes an advisory lock. False when another holder is in the way and waiting was not asked for.</summary>
    public static bool TryLock(SafeFileHandle file, int operation)
    {
        if (flock(file, operation) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == ErrorWouldBlock ? false : throw LastError();
    }

    private static IOException LastError()
    {
        int code = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(code), code);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(int folder, string path, int flags, uint mask, byte* result);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle file, int operation);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string existing, string added);
}
