using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>Reads numbers, entries and directories of a classic TIFF or BigTIFF. What lies outside the file is told, never read.</summary>
internal readonly ref struct TiffBytes
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _bigEndian;

    public TiffBytes(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _bigEndian = bytes[0] == 'M';
        IsBig = bytes[2] == '+' || bytes[3] == '+';
    }

    /// <summary>Whether offsets have 8 bytes (BigTIFF).</summary>
    public bool IsBig { get; }

    public int Length => _bytes.Length;

    /// <summary>Offset of the first directory; 0 when the file is too short to say.</summary>
    public ulong First => Length < (IsBig ? 16 : 8) ? 0 : IsBig ? UInt64(8) : UInt32(4);

    public bool Contains(ulong offset, UInt128 length) => offset + length <= (UInt128)Length;

    /// <summary>Reads the directory at an offset; null when it does not lie inside the file.</summary>
    public TiffDirectory? ReadDirectory(ulong offset)
    {
        uint countBytes = IsBig ? 8u : 2u, entryBytes = IsBig ? 20u : 12u, nextBytes = IsBig ? 8u : 4u;
        if (!Contains(offset, countBytes))
        {
            return null;
        }

        ulong count = IsBig ? UInt64((int)offset) : UInt16((int)offset);
        ulong end = offset + countBytes + (count * entryBytes);
        if (count > ushort.MaxValue || !Contains(offset, countBytes + ((UInt128)count * entryBytes) + nextBytes))
        {
            return null;
        }

        TiffDirectory directory = new() { Next = IsBig ? UInt64((int)end) : UInt32((int)end) };
        for (ulong at = offset + countBytes; at < end; at += entryBytes)
        {
            AddEntry(directory, (int)at);
        }

        return directory;
    }

    /// <summary>A value of a whole-number entry.</summary>
    public ulong Value(TiffEntry entry, ulong index)
    {
        int at = (int)(entry.Offset + (index * (uint)entry.ValueBytes));
        return entry.ValueBytes switch
        {
            1 => _bytes[at],
            2 => UInt16(at),
            4 => UInt32(at),
            _ => UInt64(at),
        };
    }

    /// <summary>The first value of a tag, or a default when the directory does not have it as a whole number.</summary>
    public ulong Value(TiffDirectory directory, int tag, ulong otherwise)
        => directory.Find(tag) is { IsWhole: true, Count: > 0 } entry ? Value(entry, 0) : otherwise;

    private void AddEntry(TiffDirectory directory, int at)
    {
        ulong count = IsBig ? UInt64(at + 4) : UInt32(at + 4);
        int valueAt = IsBig ? at + 12 : at + 8;
        TiffEntry entry = new(UInt16(at), UInt16(at + 2), count, (ulong)valueAt);
        if (entry.ValueBytes == 0)
        {
            return;   // TIFF 6.0, section 2: readers skip fields of unknown types.
        }

        if (entry.Bytes > (IsBig ? 8u : 4u))
        {
            entry = entry with { Offset = IsBig ? UInt64(valueAt) : UInt32(valueAt) };
        }

        if (Contains(entry.Offset, entry.Bytes))
        {
            directory.Add(entry);
        }
        else
        {
            directory.AddOutside(entry);
        }
    }

    private ushort UInt16(int at)
        => _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(_bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(_bytes[at..]);

    private uint UInt32(int at)
        => _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]);

    private ulong UInt64(int at)
        => _bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..]) : BinaryPrimitives.ReadUInt64LittleEndian(_bytes[at..]);
}
