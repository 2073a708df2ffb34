using System.Buffers;
using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>
/// The same picture in a form whose decoder tells of all bits that begin no Huffman code. Where much data lie ahead, libjpeg-turbo goes through the codes a way
/// on which it takes such bits for zeros without a word (jdhuff.c, decode_mcu_fast), but never in a file that announces restart markers. So the copy announces
/// one for every 65,535 units, of which a smaller picture has none. That way costs a few hundredths more.
/// </summary>
internal readonly ref struct JpegStrictCopy : IDisposable
{
    private const int MostUnits = ushort.MaxValue, MarkerBytes = 2, SegmentBytes = 6;
    private readonly byte[] _rented;

    /// <param name="bytes">A file that <see cref="IsPossible"/> holds for.</param>
    public JpegStrictCopy(ReadOnlySpan<byte> bytes)
    {
        _rented = ArrayPool<byte>.Shared.Rent(bytes.Length + SegmentBytes);
        Span<byte> copy = _rented.AsSpan(0, bytes.Length + SegmentBytes);
        bytes[..MarkerBytes].CopyTo(copy);
        copy[MarkerBytes] = 0xFF;
        copy[MarkerBytes + 1] = JpegMarkers.RestartInterval;
        BinaryPrimitives.WriteUInt16BigEndian(copy[(2 * MarkerBytes)..], SegmentBytes - MarkerBytes);
        BinaryPrimitives.WriteUInt16BigEndian(copy[(3 * MarkerBytes)..], MostUnits);
        bytes[MarkerBytes..].CopyTo(copy[(MarkerBytes + SegmentBytes)..]);
        Bytes = copy;
    }

    /// <summary>The copy, good until it is disposed.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Whether a file can be copied so: it says nothing about restart markers of its own and is not too large.</summary>
    public static bool IsPossible(JpegLayout layout) => layout is { Sequential: true, HasRestartInterval: false, Units: <= MostUnits };

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
