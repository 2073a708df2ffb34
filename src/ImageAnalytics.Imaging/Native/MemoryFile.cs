using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Imaging;

/// <summary>A file that exists in memory only, for native code that takes nothing but a path. It is gone when disposed.</summary>
internal sealed partial class MemoryFile : IDisposable
{
    private const uint CloseOnExec = 1;
    private readonly SafeFileHandle _handle;

    /// <summary>Copies the bytes.</summary>
    /// <exception cref="IOException">The system gives no such file.</exception>
    public MemoryFile(ReadOnlySpan<byte> bytes)
    {
        int descriptor = Create("image", CloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"A file in memory cannot be made: error {Marshal.GetLastPInvokeError()} of memfd_create.");
        }

        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            RandomAccess.Write(_handle, bytes, 0);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>Where this process finds it.</summary>
    public string Path => $"/proc/self/fd/{_handle.DangerousGetHandle()}";

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Create(string name, uint flags);
}
