using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>Reads numbers anywhere in a file through one small window, so that walking a long file neither loads nor maps it.</summary>
internal sealed class PageBytes
{
    private const int WindowBytes = 4096;
    private readonly ReadAt _read;
    private readonly byte[] _window = new byte[WindowBytes];
    private long _start;
    private int _filled;

    private PageBytes(ReadAt read, long length) => (_read, Length) = (read, length);

    private delegate int ReadAt(long offset, Span<byte> into);

    public long Length { get; }

    /// <summary>The bytes of a stream that can seek; borrowed.</summary>
    public static PageBytes Of(Stream stream) => new(
        (offset, into) =>
        {
            stream.Position = offset;
            return stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        },
        stream.Length);

    /// <summary>Bytes in memory; borrowed.</summary>
    public static PageBytes Of(ReadOnlyMemory<byte> bytes) => new(
        (offset, into) =>
        {
            ReadOnlySpan<byte> rest = bytes.Span[(int)Math.Min(offset, bytes.Length)..];
            int length = Math.Min(rest.Length, into.Length);
            rest[..length].CopyTo(into);
            return length;
        },
        bytes.Length);

    /// <summary>Whether a stretch lies inside the file.</summary>
    public bool Contains(long offset, long length) => offset >= 0 && length >= 0 && offset <= Length - length;

    /// <summary>One byte; -1 outside the file.</summary>
    public int Byte(long at) => Take(at, 1) is [byte value] ? value : -1;

    /// <summary>A whole number of 1 to 8 bytes; -1 outside the file, and for numbers above the largest signed one.</summary>
    public long Number(long at, int bytes, bool bigEndian)
    {
        ReadOnlySpan<byte> taken = Take(at, bytes);
        if (taken.IsEmpty)
        {
            return -1;
        }

        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        taken.CopyTo(bigEndian ? wide[(8 - bytes)..] : wide);
        long number = bigEndian ? BinaryPrimitives.ReadInt64BigEndian(wide) : BinaryPrimitives.ReadInt64LittleEndian(wide);
        return number < 0 ? -1 : number;
    }

    /// <summary>Whether a text stands somewhere.</summary>
    public bool Has(long at, ReadOnlySpan<byte> text) => Take(at, text.Length).SequenceEqual(text);

    /// <summary>The first bytes of the file, as many as the window holds; valid until the next call.</summary>
    public ReadOnlySpan<byte> Head() => Take(0, (int)Math.Min(Length, WindowBytes));

    private ReadOnlySpan<byte> Take(long at, int length)
    {
        if (!Contains(at, length))
        {
            return [];
        }

        if (at < _start || at + length > _start + _filled)
        {
            (_start, _filled) = (at, _read(at, _window));
        }

        return at + length <= _start + _filled ? _window.AsSpan((int)(at - _start), length) : [];
    }
}
