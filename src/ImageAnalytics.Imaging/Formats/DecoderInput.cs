using System.Buffers;
using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>
/// The bytes that OpenCV gets: the file's own, or a copy in which a few are changed so that it decodes what is wanted. Given back when disposed.
/// </summary>
/// <remarks>
/// OpenCV turns a TIFF whatever is asked, and gives nothing for some that it cannot turn: the copy says that it stands upright, and turning
/// is done here for all formats alike. It multiplies the colours of a TIFF by alpha where they are not: the copy says that they are. It
/// decodes a TIFF's first page: the copy says that another is the first. Of a PNG it gets what the pixels need.
/// </remarks>
internal sealed class DecoderInput : IDisposable
{
    private byte[]? _rented;

    private DecoderInput(ReadOnlyMemory<byte> bytes, byte[]? rented) => (Bytes, _rented) = (bytes, rented);

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Prepares a file for the decoder.</summary>
    /// <param name="bytes">The file; borrowed.</param>
    /// <param name="found">What the walk found.</param>
    /// <param name="withAlpha">Whether its transparency is wanted.</param>
    public static DecoderInput Of(ReadOnlyMemory<byte> bytes, Inspection found, bool withAlpha)
    {
        bool tiff = found.Format == ImageFormat.Tiff && (IsTurned(found) || found.DirectoryOffset >= 0 || IsStraight(found));
        if (!tiff && !found.HasExtras)
        {
            return new DecoderInput(bytes, null);
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        int length = bytes.Length;
        if (tiff)
        {
            bytes.CopyTo(copy);
            ChangeTiff(copy, found);
        }
        else
        {
            length = PngCleaner.CopyCritical(bytes.Span, copy, withAlpha);
        }

        return new DecoderInput(copy.AsMemory(0, length), copy);
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private static bool IsTurned(Inspection found) => found.OrientationOffset >= 0 && found.Orientation != 1;

    private static bool IsStraight(Inspection found) => found is { HasAlpha: true, IsMultiplied: false };

    private static void ChangeTiff(Span<byte> copy, Inspection found)
    {
        bool bigEndian = copy[0] == 'M';
        if (IsTurned(found))
        {
            WriteUInt16(copy[found.OrientationOffset..], 1, bigEndian);
        }

        if (IsStraight(found) && found.Tiff!.Find(TiffTags.ExtraSamples) is { } extra)
        {
            WriteUInt16(copy[(int)extra.Offset..], 1, bigEndian);
        }

        if (found.DirectoryOffset >= 0)
        {
            bool big = new TiffBytes(copy).IsBig;
            WriteOffset(copy[(big ? 8 : 4)..], found.DirectoryOffset, big, bigEndian);
        }
    }

    private static void WriteUInt16(Span<byte> into, ushort value, bool bigEndian)
    {
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(into, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(into, value);
        }
    }

    private static void WriteOffset(Span<byte> into, long value, bool big, bool bigEndian)
    {
        switch (big, bigEndian)
        {
            case (true, true):
                BinaryPrimitives.WriteInt64BigEndian(into, value);
                break;
            case (true, false):
                BinaryPrimitives.WriteInt64LittleEndian(into, value);
                break;
            case (false, true):
                BinaryPrimitives.WriteUInt32BigEndian(into, (uint)value);
                break;
            default:
                BinaryPrimitives.WriteUInt32LittleEndian(into, (uint)value);
                break;
        }
    }
}
