using System.Buffers;
using System.Runtime.InteropServices;
using ImageAnalytics.Engine.Native;

namespace ImageAnalytics.Engine.Listing;

/// <summary>The entries of one folder, sorted by the bytes of their names, in one block of memory however many there are.</summary>
internal sealed unsafe class DirectoryEntries
{
    public const byte Unknown = 0, Folder = 4, File = 8, Link = 10;
    private const int HeaderBytes = 19, BufferBytes = 1 << 16;
    private readonly List<Entry> _entries = [];
    private byte[] _names = new byte[4096];
    private int _used;

    private DirectoryEntries() { }

    public int Count => _entries.Count;

    public byte Kind(int index) => _entries[index].Kind;

    public ReadOnlySpan<byte> Name(int index) => _names.AsSpan(_entries[index].Start, _entries[index].Length);

    public ReadOnlySpan<byte> NameTerminated(int index) => _names.AsSpan(_entries[index].Start, _entries[index].Length + 1);

    /// <summary>Reads an open folder to its end.</summary>
    /// <param name="directory">The descriptor; stays open.</param>
    /// <param name="error">The system's error number where reading broke off; 0 when it did not.</param>
    public static DirectoryEntries Read(int directory, out int error)
    {
        DirectoryEntries entries = new();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            fixed (byte* start = buffer)
            {
                nint length;
                while ((length = LibC.GetDents64(directory, start, BufferBytes)) > 0)
                {
                    for (nint at = 0; at < length; at += *(ushort*)(start + at + 16))
                    {
                        entries.Add(start + at);
                    }
                }

                error = length < 0 ? Marshal.GetLastPInvokeError() : 0;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        entries._entries.Sort((a, b) => entries._names.AsSpan(a.Start, a.Length).SequenceCompareTo(entries._names.AsSpan(b.Start, b.Length)));
        return entries;
    }

    // struct linux_dirent64: inode (8), offset (8), record length (2), type (1), name, zero.
    private void Add(byte* record)
    {
        ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(record + HeaderBytes);
        if (name.SequenceEqual("."u8) || name.SequenceEqual(".."u8))
        {
            return;
        }

        if (_used + name.Length + 1 > _names.Length)
        {
            Array.Resize(ref _names, checked((int)Math.Min(Array.MaxLength, Math.Max(_names.Length * 2L, _used + name.Length + 1))));
        }

        name.CopyTo(_names.AsSpan(_used));
        _names[_used + name.Length] = 0;
        _entries.Add(new Entry(_used, (ushort)name.Length, record[18]));
        _used += name.Length + 1;
    }

    private readonly record struct Entry(int Start, ushort Length, byte Kind);
}
