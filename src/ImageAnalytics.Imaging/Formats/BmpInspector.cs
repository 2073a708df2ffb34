using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>Checks a bitmap's header (Microsoft's BITMAPINFOHEADER family and OS/2's) and that all rows are there.</summary>
internal static class BmpInspector
{
    private const int FileHeader = 14;

    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        Inspection found = new(ImageFormat.Bmp);
        if (bytes.Length < FileHeader + 12)
        {
            found.FailTruncated(bytes.Length, "inside its header");
            return found;
        }

        uint headerBytes = BinaryPrimitives.ReadUInt32LittleEndian(bytes[FileHeader..]);
        if (headerBytes is not (12 or 16 or 40 or 52 or 56 or 64 or 108 or 124))
        {
            found.FailDamaged($"its header has {headerBytes} bytes, which no kind of bitmap has");
            return found;
        }

        if (bytes.Length < FileHeader + headerBytes)
        {
            found.FailTruncated(bytes.Length, "inside its header");
            return found;
        }

        Read(found, bytes, (int)headerBytes);
        return found;
    }

    private static void Read(Inspection found, ReadOnlySpan<byte> bytes, int headerBytes)
    {
        ReadOnlySpan<byte> header = bytes[FileHeader..];
        bool old = headerBytes == 12;
        long width = old ? BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) : BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        long height = old ? BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) : BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(header[(old ? 10 : 14)..]);
        uint compression = headerBytes <= 16 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        if (!found.SetSize(width, Math.Abs(height)))
        {
            return;
        }

        if (bits is not (1 or 2 or 4 or 8 or 16 or 24 or 32))
        {
            found.FailDamaged($"its header announces {bits} bits per pixel, which does not exist");
        }
        else if (compression is 4 or 5)
        {
            found.FailUnsupported("it holds a JPEG or PNG instead of pixels");
        }
        else if (compression > 6)
        {
            found.FailDamaged($"its header announces compression {compression}, which does not exist");
        }
        else if (bits == 32 && compression == 3 && headerBytes is 40 or 52 && !HasUsualMasks(bytes))
        {
            found.FailUnsupported("its colours are in an unusual order");
        }
        else
        {
            found.HasAlpha = bits == 32 && headerBytes >= 56 && BinaryPrimitives.ReadUInt32LittleEndian(header[52..]) != 0;
            long start = BinaryPrimitives.ReadUInt32LittleEndian(bytes[10..]);
            CheckPixels(found, bytes, start, bits, compression);
        }
    }

    // The masks of red, green and blue follow 40 bytes of the header, whether they belong to it or not.
    private static bool HasUsualMasks(ReadOnlySpan<byte> bytes)
        => bytes.Length >= FileHeader + 52
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[(FileHeader + 40)..]) == 0x00FF0000
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[(FileHeader + 44)..]) == 0x0000FF00
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[(FileHeader + 48)..]) == 0x000000FF;

    private static void CheckPixels(Inspection found, ReadOnlySpan<byte> bytes, long start, int bits, uint compression)
    {
        if (compression is 1 or 2)
        {
            if (start >= bytes.Length || !IsRunLengthComplete(bytes[(int)start..], found.Height, compression == 2))
            {
                found.FailTruncated(bytes.Length, "inside its picture data");
            }

            return;
        }

        // The last row may lack its padding.
        long rowBits = (long)found.Width * bits;
        Int128 needed = start + ((Int128)((rowBits + 31) / 32 * 4) * (found.Height - 1)) + ((rowBits + 7) / 8);
        if (needed > bytes.Length)
        {
            found.FailTruncated(bytes.Length, $"inside its picture data, which need {needed}");
        }
    }

    private static bool IsRunLengthComplete(ReadOnlySpan<byte> data, int height, bool halfBytes)
    {
        int row = 0;
        for (int at = 0; at + 1 < data.Length && row < height;)
        {
            int count = data[at], value = data[at + 1];
            at += 2;
            if (count > 0)
            {
                continue;
            }

            switch (value)
            {
                case 0:
                    row++;
                    break;
                case 1:
                    return true;
                case 2:
                    row += at + 1 < data.Length ? data[at + 1] : 0;
                    at += 2;
                    break;
                default:
                    int literal = halfBytes ? (value + 1) / 2 : value;
                    at += (literal + 1) / 2 * 2;
                    break;
            }
        }

        return row >= height;
    }
}
