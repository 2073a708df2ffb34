using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>Makes sure that what was written survives a power cut.</summary>
internal static partial class DiskSync
{
    private const int ReadOnlyFolder = 0x10000;

    /// <summary>Writes a file's bytes through to the disk.</summary>
    public static void File(string path)
    {
        using SafeFileHandle handle = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Writes a folder's names through to the disk; where the file system cannot, nothing happens.</summary>
    public static void Folder(string path)
    {
        int handle = Open(path, ReadOnlyFolder);
        if (handle >= 0)
        {
            _ = Sync(handle);
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
