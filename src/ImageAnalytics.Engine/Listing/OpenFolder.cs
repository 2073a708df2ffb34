using System.Runtime.InteropServices;
using ImageAnalytics.Engine.Native;

namespace ImageAnalytics.Engine.Listing;

/// <summary>A folder held open while its entries are looked at, so that renaming it meanwhile changes nothing.</summary>
internal sealed unsafe class OpenFolder : IDisposable
{
    private bool _closed;

    private OpenFolder(int descriptor, DirectoryEntries entries) => (Descriptor, Entries) = (descriptor, entries);

    public int Descriptor { get; }

    public DirectoryEntries Entries { get; }

    /// <summary>Opens a folder and reads its entries.</summary>
    /// <param name="path">Absolute path in bytes, without a terminating zero.</param>
    /// <param name="problem">What the system said where opening or reading failed; a broken-off reading still gives what it read.</param>
    public static OpenFolder? Open(ReadOnlySpan<byte> path, out string? problem)
    {
        byte[] terminated = new byte[path.Length + 1];
        path.CopyTo(terminated);
        int descriptor;
        fixed (byte* start = terminated)
        {
            descriptor = LibC.Open(start, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC, 0);
        }

        if (descriptor < 0)
        {
            problem = LibC.ErrorText(Marshal.GetLastPInvokeError());
            return null;
        }

        DirectoryEntries entries = DirectoryEntries.Read(descriptor, out int error);
        problem = error == 0 ? null : LibC.ErrorText(error);
        return new OpenFolder(descriptor, entries);
    }

    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            LibC.Close(Descriptor);
        }
    }
}
